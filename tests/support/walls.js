// The powers of the house, each as one lint rule: a power may be used in the rooms named in `allowed`, and nowhere else.
// These rules know nothing of types; they look at names, which is enough because nobody here hides what they do.
// They do not see a power reached through a variable (`const w = window; w.fetch`): review does.

/**
 * @typedef {object} Power
 * @property {string} says What a person reads who walked into the wall: why, and where to go instead.
 * @property {string[]} [allowed] Globs of the files that may use it. Tests are always let through unless `alsoTests`.
 * @property {boolean} [alsoTests]
 * @property {string[]} [globals] Global names, also as `window.x`, `globalThis.x`, `self.x`.
 * @property {RegExp} [imports] Module sources.
 * @property {string[]} [nodes] ESLint selectors.
 */

const root = (/** @type {string} */ object, /** @type {string} */ property) =>
	`MemberExpression[property.name="${property}"]:matches([object.name="${object}"], [object.property.name="${object}"])`;
const written = (/** @type {string} */ object, /** @type {string} */ property) =>
	`AssignmentExpression > ${root(object, property)}.left`;

const SERVER_SIDE = ['src/lib/server/**', 'src/bin/**', 'src/build/**', '*.config.{js,ts}'];

/** @type {Record<string, Power>} */
export const POWERS = {
	crypto: {
		says: 'Keys and randomness live in platform/crypto; ask its door for what you need.',
		allowed: ['src/lib/platform/crypto/**', ...SERVER_SIDE],
		globals: ['crypto', 'Crypto', 'SubtleCrypto'],
		imports: /^(@noble\/|@scure\/|hash-wasm$|hash-wasm\/|age-encryption|node:crypto$|crypto$)/,
	},
	mls: {
		says: 'MLS is behind one small module of platform/channel (and its provider in platform/crypto).',
		allowed: ['src/lib/platform/channel/**', 'src/lib/platform/crypto/mls-provider.ts'],
		imports: /^(ts-mls$|ts-mls\/|@hpke\/)/,
	},
	'other-mls': {
		says: 'Wire’s MLS is what tests hold ours against (tests/browser/mls). It is GPL-3.0 and 7.6 MB, and never in the app.',
		imports: /^@wireapp\//,
	},
	storage: {
		says: 'What is kept on the phone is sealed by platform/vault. Nothing else writes to disk.',
		allowed: ['src/lib/platform/vault/**'],
		globals: ['indexedDB', 'IDBDatabase', 'IDBFactory', 'localStorage', 'sessionStorage', 'cookieStore'],
		imports: /^(idb|dexie|idb-keyval|localforage)($|\/)/,
		nodes: [
			'MemberExpression[property.name="getDirectory"]',
			root('document', 'cookie'),
			root('navigator', 'storageBuckets'),
		],
	},
	passkey: {
		says: 'Passkeys are asked by platform/passkey alone, for a factor beside her secret; nothing signs in with one.',
		allowed: ['src/lib/platform/passkey/**'],
		globals: ['PublicKeyCredential', 'CredentialsContainer', 'PasswordCredential', 'FederatedCredential'],
		nodes: [root('navigator', 'credentials')],
	},
	geolocation: {
		says: 'Where she is, is asked by platform/whereabouts alone: once, by her press, after a screen that says what happens.',
		allowed: ['src/lib/platform/whereabouts/**'],
		globals: ['Geolocation', 'GeolocationPosition'],
		nodes: [root('navigator', 'geolocation')],
	},
	caches: {
		says: 'Only language and directory packs and the service worker keep files of the app for offline use.',
		allowed: [
			'src/lib/platform/packs/**',
			'src/lib/platform/pwa/clear-site.ts',
			// Words for the closed app, where the service worker finds them while the vault is locked.
			'src/lib/platform/wakes/notice.ts',
			'src/service-worker/**',
		],
		globals: ['caches', 'CacheStorage'],
		imports: /^workbox-/,
	},
	calendar: {
		says: 'Calendar files and repeats are behind platform/calendar, which gives up rather than run for ever.',
		allowed: ['src/lib/platform/calendar/**'],
		imports: /^(ical\.js|rrule|rrule-temporal)($|\/)/,
	},
	database: {
		says: 'The relay’s database is behind its QueueStore in src/lib/server.',
		allowed: ['src/lib/server/**', 'vite.cli.config.ts'],
		imports: /^(libsql|pg|better-sqlite3)($|\/)/,
	},
	network: {
		says: 'The network is reached only by platform/channel, platform/packs and the service worker.',
		allowed: [
			'src/lib/platform/channel/**',
			'src/lib/platform/packs/**',
			// One request, when she deletes everything.
			'src/lib/platform/pwa/clear-site.ts',
			'src/service-worker/**',
			'src/lib/server/**/*.support.ts',
		],
		globals: ['fetch', 'Request'],
		nodes: ['CallExpression[callee.property.name="sendBeacon"]'],
	},
	'other-network': {
		says: 'The relay is reached with fetch alone; no other way out of the phone exists.',
		alsoTests: true,
		globals: [
			'XMLHttpRequest',
			'WebSocket',
			'EventSource',
			'WebTransport',
			'RTCPeerConnection',
			'WebSocketStream',
		],
	},
	speech: {
		says: 'Voices are behind platform/reading-aloud, which uses those of this phone alone: others send what is read to a server. Nothing listens.',
		allowed: ['src/lib/platform/reading-aloud/**'],
		globals: ['speechSynthesis', 'SpeechSynthesisUtterance', 'SpeechRecognition', 'webkitSpeechRecognition'],
	},
	console: {
		says: 'Nothing is printed in the app: a console is a log that somebody can read.',
		allowed: ['src/bin/**', 'src/build/**', 'src/lib/server/cli/**', 'src/lib/server/cli.ts', 'server.js'],
		globals: ['console'],
	},
	history: {
		says: 'Screens are state in platform/navigation: paths, fragments and history entries land on disk.',
		nodes: [
			'MemberExpression[property.name=/^(pushState|replaceState)$/]',
			root('history', 'state'),
			root('location', 'hash'),
			written('location', 'href'),
			'ImportDeclaration[source.value="$app/navigation"] ImportSpecifier[imported.name=/^(pushState|replaceState)$/]',
		],
	},
	routing: {
		says: 'The survivor’s app is one page; open screens with platform/navigation.',
		allowed: [
			'src/routes/caseworker/**',
			'src/routes/mentor/**',
			'src/lib/features/caseload/**',
			'src/lib/features/workshop/**',
			'src/service-worker/**',
		],
		imports: /^\$app\/(navigation|stores|state|forms)$/,
	},
	title: {
		says: 'The title is the disguise’s name, always: titles land in the browser’s history.',
		nodes: [written('document', 'title'), 'SvelteElement > SvelteName[name="title"]'],
	},
	modal: {
		says: 'A modal dialog makes the quick exit inert. Use Dialog from $ui.',
		nodes: ['MemberExpression[property.name="showModal"]'],
	},
	markup: {
		says: 'Text is put into a page as text. No HTML from strings, ever.',
		nodes: [
			'AssignmentExpression > MemberExpression.left[property.name=/^(innerHTML|outerHTML|srcdoc)$/]',
			'MemberExpression[property.name=/^(insertAdjacentHTML|setHTMLUnsafe|parseHTMLUnsafe|createContextualFragment)$/]',
			'CallExpression[callee.object.name="document"][callee.property.name=/^write(ln)?$/]',
			'NewExpression[callee.name="DOMParser"]',
		],
	},
	field: {
		says: 'A raw field leaves what is typed on disk. Use TextField, SelectField, Choice, Check or Scale from $ui.',
		allowed: ['src/lib/ui/**'],
		nodes: [
			'SvelteElement[kind="html"] > SvelteName[name=/^(input|textarea|select)$/]',
			'SvelteAttribute[key.name=/^contenteditable$/i]',
			'SvelteElement[kind="special"] > SvelteName[name="svelte:element"]',
		],
	},
	style: {
		says: 'A style attribute is refused by the content security policy. Use a class, or the style: directive.',
		nodes: ['SvelteAttribute[key.name="style"]'],
	},
	node: {
		says: 'This code runs in a browser: no Node modules.',
		allowed: [
			...SERVER_SIDE,
			'src/hooks.server.ts',
			'src/routes/**/+server.ts',
			'src/lib/platform/*/*.node.ts',
		],
		imports: /^(node:|fs$|path$|http$|os$)/,
	},
	skipped: {
		says: 'No test is skipped, focused or left for later: it runs, or it is not there.',
		alsoTests: true,
		nodes: [
			'CallExpression > MemberExpression.callee[object.name=/^(it|test|describe)$/][property.name=/^(skip|only|todo|fixme|skipIf|runIf)$/]',
			'CallExpression > MemberExpression.callee[object.object.name="test"][object.property.name="describe"][property.name=/^(skip|only|fixme)$/]',
		],
	},
};

const GLOBAL_OBJECTS = new Set(['window', 'globalThis', 'self', 'top', 'parent']);

/** One lint rule out of one power. */
const rule = (/** @type {Power} */ { says, globals = [], imports, nodes = [] }) => ({
	meta: { type: /** @type {const} */ ('problem'), schema: [], messages: { wall: says.replaceAll('{{', '') } },
	create(/** @type {import('eslint').Rule.RuleContext} */ context) {
		const names = new Set(globals);
		const report = (/** @type {any} */ node) => {
			context.report({ node, messageId: 'wall' });
		};
		/** @type {Record<string, (node: any) => void>} */
		const listeners = {};
		for (const selector of nodes) listeners[selector] = report;
		if (imports) {
			const check = (/** @type {any} */ node) => {
				if (node.importKind === 'type' || node.exportKind === 'type') return;
				if (typeof node.source?.value === 'string' && imports.test(node.source.value)) report(node.source);
			};
			listeners['ImportDeclaration'] = check;
			listeners['ImportExpression'] = check;
			listeners['ExportNamedDeclaration'] = check;
			listeners['ExportAllDeclaration'] = check;
		}
		if (names.size > 0) {
			listeners['MemberExpression'] = (node) => {
				const property = node.computed ? node.property.value : node.property.name;
				if (names.has(property) && GLOBAL_OBJECTS.has(node.object.name)) report(node);
			};
			listeners['VariableDeclarator[init.name] > ObjectPattern.id > Property'] = (node) => {
				if (GLOBAL_OBJECTS.has(node.parent.parent.init.name) && names.has(node.key.name)) report(node);
			};
			listeners['Program:exit'] = (node) => {
				const scope = context.sourceCode.getScope(node);
				const global = scope.type === 'global' ? scope : scope.upper;
				const references = [
					...(global?.through ?? []),
					...(global?.variables ?? []).filter(({ defs }) => defs.length === 0).flatMap((v) => v.references),
				];
				for (const reference of references) {
					const isType = /** @type {{ isTypeReference?: boolean }} */ (reference).isTypeReference === true;
					if (!isType && names.has(reference.identifier.name)) report(reference.identifier);
				}
			};
		}
		return listeners;
	},
});

/** @type {import('eslint').ESLint.Plugin} */
export const powers = {
	meta: { name: 'rosebay' },
	rules: Object.fromEntries(Object.entries(POWERS).map(([name, power]) => [name, rule(power)])),
};

const TESTS = ['tests/**', 'src/**/*.test.ts', 'src/**/testing/**', 'playwright.config.ts'];

/**
 * The powers as configuration blocks: all on everywhere, then each off where it belongs.
 * @type {import('eslint').Linter.Config[]}
 */
export const powerConfigs = [
	{
		plugins: { rosebay: powers },
		rules: Object.fromEntries(Object.keys(POWERS).map((name) => [`rosebay/${name}`, 'error'])),
	},
	...Object.entries(POWERS).map(([name, { allowed = [], alsoTests }]) => ({
		files: [...allowed, ...(alsoTests ? ['tests/support/walls.js'] : TESTS)],
		rules: { [`rosebay/${name}`]: /** @type {const} */ ('off') },
	})),
];
