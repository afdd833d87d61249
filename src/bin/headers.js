// The headers every response leaves with, static files and prerendered pages included, which Kit's hooks never see.
// What a page itself may load is said in the policy Kit makes (a <meta> in prerendered pages, a header in others);
// that one is added to here, never replaced.

const OFF = [
	'accelerometer',
	'autoplay',
	'browsing-topics',
	'clipboard-read',
	'display-capture',
	'encrypted-media',
	'fullscreen',
	'gamepad',
	'gyroscope',
	'hid',
	'identity-credentials-get',
	'idle-detection',
	'local-fonts',
	'magnetometer',
	'microphone',
	'midi',
	'otp-credentials',
	'payment',
	'picture-in-picture',
	'screen-wake-lock',
	'serial',
	'storage-access',
	'usb',
	'window-management',
	'xr-spatial-tracking',
];

const ASKED = [
	'camera',
	'clipboard-write',
	'geolocation',
	'publickey-credentials-create',
	'publickey-credentials-get',
];

const ALWAYS = {
	'x-content-type-options': 'nosniff',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-embedder-policy': 'require-corp',
	'cross-origin-resource-policy': 'same-origin',
	'referrer-policy': 'no-referrer',
	// The camera reads a QR code; a link of hers to pass on is copied when she presses; a passkey is asked for once she has
	// set one up; where she is, when she presses for what is near her (platform/whereabouts). Nothing else of the phone ever is.
	'permissions-policy': [
		...ASKED.map((feature) => `${feature}=(self)`),
		...OFF.map((feature) => `${feature}=()`),
	].join(', '),
	'x-frame-options': 'DENY',
	'x-dns-prefetch-control': 'off',
};

const FRAMED_BY_NOBODY = "frame-ancestors 'none'";
/** Nothing that is not a page, a worker or the service worker has anything to load. */
const INERT = `default-src 'none'; ${FRAMED_BY_NOBODY}`;
/** The vault's worker: our own scripts, WebAssembly for Argon2id, the relay. @param {string | null} relay */
const worker = (relay) =>
	`default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'${relay === null ? '' : ` ${relay}`}; require-trusted-types-for 'script'; trusted-types 'none'`;
/** Where words she looks for are compared with a directory: it has no way out. */
const SEARCHING =
	"default-src 'none'; script-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";
/** Its own files and the packs; the icon of a notice. */
const SERVICE_WORKER = "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self'";

/** Named by its content: /_app/immutable/..., and packs such as /packs/lang/ar.1a2b3c4d.json */
const HASHED = /^\/(_app\/immutable\/.+|packs\/(.*[./_-])?[A-Za-z0-9_-]{8,}\.\w+)$/;

/** @param {string} path @param {string} type content type @param {string | null} relay @returns {string} */
function policyFor(path, type, relay) {
	if (path === '/service-worker.js') return SERVICE_WORKER;
	if (path.startsWith('/_app/immutable/workers/directory.')) return SEARCHING;
	if (path.startsWith('/_app/immutable/workers/')) return worker(relay);
	return type.startsWith('text/html') ? FRAMED_BY_NOBODY : INERT;
}

/** @param {string} path @param {number} status @returns {string} */
function cachingFor(path, status) {
	if (path.startsWith('/api/') || path === '/healthz') return 'no-store';
	return HASHED.test(path) && (status === 200 || status === 206 || status === 304)
		? 'public, max-age=31536000, immutable'
		: 'no-cache';
}

/**
 * Makes this response leave with the headers above, whoever writes it.
 * @param {import('node:http').ServerResponse} response
 * @param {string} path the path asked for
 * @param {{ tls: boolean, relay: string | null }} options `tls`: people reach this server over https only; `relay`: its
 *   origin, where it has one of its own
 */
export function dress(response, path, { tls, relay }) {
	const writeHead = response.writeHead.bind(response);
	/** @type {(status: number, ...rest: unknown[]) => import('node:http').ServerResponse} */
	const dressed = (status, ...rest) => {
		const given = rest.find((value) => typeof value === 'object' && value !== null);
		for (const [name, value] of Object.entries(given ?? {})) response.setHeader(name, value);
		for (const [name, value] of Object.entries(ALWAYS)) response.setHeader(name, value);
		if (tls) response.setHeader('strict-transport-security', 'max-age=63072000; includeSubDomains');
		response.setHeader('cache-control', cachingFor(path, status));
		const type = String(response.getHeader('content-type') ?? '');
		if (/^text\/[\w-]+$/.test(type)) response.setHeader('content-type', `${type}; charset=utf-8`);
		const kits = response.getHeader('content-security-policy');
		if (status === 304) {
			// The browser puts these headers onto its stored copy; that one's policy was right and stays.
			response.removeHeader('content-security-policy');
		} else if (kits !== undefined) {
			response.setHeader('content-security-policy', `${String(kits)}; ${FRAMED_BY_NOBODY}`);
		} else {
			response.setHeader('content-security-policy', policyFor(path, type, relay));
		}
		return writeHead(status);
	};
	response.writeHead = /** @type {typeof response.writeHead} */ (dressed);
}
