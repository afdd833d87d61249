/**
 * The only Trusted Types policy of ours. A page may create a policy of one name once, so all users of script addresses
 * (the vault's worker, the ones that read calendar files and search a directory, the service worker) come here. It lets our own four files
 * through and nothing else.
 */

/** The service worker, the built workers, and the same ones as the development server names them. */
const OURS: readonly RegExp[] = [
	/^\/service-worker\.js$/,
	/^\/_app\/immutable\/workers\/(sealed|calendar|directory)\.worker-[\w-]+\.js$/,
	...(import.meta.env.DEV
		? [
				/^\/(src\/service-worker|src\/lib\/platform\/(session\/sealed|calendar\/calendar|directory\/directory)\.worker\.ts)/,
			]
		: []),
];

interface ScriptUrlPolicy {
	createScriptURL(url: string): string;
}
interface PolicyFactory {
	createPolicy(name: string, rules: ScriptUrlPolicy): ScriptUrlPolicy;
}

function checked(url: string): string {
	const { origin, pathname } = new URL(url, location.href);
	if (origin !== location.origin || !OURS.some((ours) => ours.test(pathname))) {
		throw new TypeError('Not a script of ours');
	}
	return url;
}

let policy: ScriptUrlPolicy | undefined;

/**
 * `url` in the form that `new Worker` and `serviceWorker.register` take under `require-trusted-types-for 'script'`:
 * a TrustedScriptURL where the browser knows Trusted Types (typed as string, as the DOM types have it), else the text.
 * Throws a TypeError for any address that is not one of ours.
 */
export function trustedUrl(url: string): string {
	const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
	if (!factory) return checked(url);
	policy ??= factory.createPolicy('rosebay-url', { createScriptURL: checked });
	return policy.createScriptURL(url);
}
