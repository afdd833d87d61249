// The walls of the house. Three kinds:
// - arrows: who may import whom (boundaries), never in a circle (import-x/no-cycle);
// - powers: keys, storage, network, history, raw fields, each in its room (tests/support/walls.js);
// - words: no literal text in markup (@intlify/svelte).
// tests/unit/walls.test.ts plants a violation of each and expects it to be caught here, so that none rots unseen.
import js from '@eslint/js';
import intlify from '@intlify/eslint-plugin-svelte';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import boundaries from 'eslint-plugin-boundaries';
import importX from 'eslint-plugin-import-x';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';
import { powerConfigs } from './tests/support/walls.js';

const DOOR = ['index.ts', 'index.svelte.ts'];

/** Arrows between rooms of the platform: crypto <- vault <- channel <- session <- locking; i18n and packs serve all. */
const PLATFORM_ARROWS = {
	vault: ['crypto'],
	channel: ['crypto', 'vault'],
	moving: ['crypto', 'vault'],
	session: ['vault', 'channel', 'moving', 'crypto'],
	disguise: ['vault'],
	locking: ['session', 'vault'],
	passkey: ['crypto', 'vault'],
	wakes: ['crypto', 'session'],
	modules: ['crypto'],
	i18n: ['packs'],
	packs: ['i18n'],
	directory: ['crypto'],
};

const is = (/** @type {string[]} */ ...types) => ({ element: { types: { anyOf: types } } });
const door = (/** @type {string} */ type) => ({ element: { type, fileInternalPath: DOOR } });
const stylesheet = { element: { type: 'ui', fileInternalPath: '*.css' } };
const roomDoor = (/** @type {string[]} */ rooms) =>
	rooms.map((room) => ({ element: { type: 'platform', captured: { room }, fileInternalPath: DOOR } }));
const file = (/** @type {string} */ room, /** @type {string} */ path) => ({
	element: { type: 'platform', captured: { room }, fileInternalPath: path },
});

const arrows = {
	default: 'disallow',
	message:
		'The house has no door from {{from.element.types.[0]}} to {{to.element.types.[0]}} ({{dependency.source}}). ' +
		'routes → features → parts → platform → protocol; a room only through its index.ts; ui is a leaf.',
	policies: [
		{
			from: is('routes'),
			allow: {
				to: [is('protocol', 'composition'), ...['platform', 'feature', 'parts', 'ui'].map(door), stylesheet],
			},
		},
		{ from: is('composition'), allow: { to: [is('protocol'), door('platform'), door('feature')] } },
		{ from: is('feature'), allow: { to: [is('protocol'), door('platform'), door('parts'), door('ui')] } },
		// Screens and pieces of screens that several rooms show, with words: they see what a feature sees, but no feature.
		{ from: is('parts'), allow: { to: [is('protocol'), door('platform'), door('ui')] } },
		{ from: is('platform'), allow: { to: [is('protocol'), ...roomDoor(['i18n', 'packs', 'camera'])] } },
		...Object.entries(PLATFORM_ARROWS).map(([room, may]) => ({
			from: { element: { type: 'platform', captured: { room } } },
			allow: { to: roomDoor(may) },
		})),
		// i18n and packs are used by every room of the platform, but use only each other.
		{
			from: { element: { type: 'platform', captured: { room: '{i18n,packs,navigation,pwa}' } } },
			disallow: { to: roomDoor(['crypto', 'vault', 'channel', 'session', 'navigation', 'pwa']) },
		},
		// Side doors: heavy parts that must not come with the door itself.
		{ from: is('feature', 'parts', 'routes', 'platform'), allow: { to: file('channel', 'qr.ts') } },
		// The player of modules has a door of its own: who shows a module takes it, and with it nothing else of parts.
		{
			from: is('feature', 'routes'),
			allow: { to: { element: { type: 'parts', fileInternalPath: 'player/index.ts' } } },
		},
		// What shows modules before they are kept, and passes them on, has a door of its own too.
		{
			from: is('feature', 'routes'),
			allow: { to: { element: { type: 'parts', fileInternalPath: 'sharing/index.ts' } } },
		},
		// Directory packs: fetched and kept by packs, apart from its door, which comes with the first screen.
		{
			from: { element: { type: 'platform', captured: { room: 'directory' } } },
			allow: { to: [file('packs', 'directory-pack.ts'), file('packs', 'parcels.ts')] },
		},
		// The page's side of a worker; the door itself is also the command line's.
		{ from: is('feature'), allow: { to: file('calendar', 'apart.ts') } },
		{
			from: { element: { type: 'platform', captured: { room: 'session' } } },
			allow: { to: [file('channel', 'worker.ts'), file('moving', 'worker.ts')] },
		},
		// The one file that talks to the relay, and what it carries, for whoever has a log there. Without the channel.
		{
			from: { element: { type: 'platform', captured: { room: 'moving' } } },
			allow: {
				to: [file('channel', 'relay-client.ts'), file('channel', 'envelope.ts'), file('crypto', 'x25519.ts')],
			},
		},
		// One name, one policy: both who start scripts by address share it, without the rest of pwa.
		{ from: is('platform'), allow: { to: file('pwa', 'trusted-url.ts') } },
		{
			from: { element: { type: 'platform', captured: { room: 'channel' } } },
			allow: { to: file('crypto', 'mls-provider.ts') },
		},
		// Signing and reading modules; the curve comes only to who does one of them.
		{
			from: { element: { type: 'platform', captured: { room: 'modules' } } },
			allow: { to: file('crypto', 'ed25519.ts') },
		},
		// How modules travel, and addresses in their texts: each without what verifies a signature.
		{
			from: is('feature', 'parts', 'routes'),
			allow: { to: [file('modules', 'carriers/index.ts'), file('modules', 'links.ts')] },
		},
		// A contract is types only, and anyone who sees the room may read it.
		{
			from: is('routes', 'feature', 'parts', 'platform', 'composition'),
			allow: {
				to: { element: { type: 'platform', fileInternalPath: 'contract.ts' } },
				dependency: { kind: 'type' },
			},
		},
		{ from: is('locale-reader'), allow: { to: is('locales') } },
		{ from: is('server', 'server-routes'), allow: { to: is('protocol', 'server') } },
		// Pure: bytes in, events out. The operator tries a file with the code that the phone runs.
		{
			from: { element: { type: 'server', fileInternalPath: 'calendar-check.ts' } },
			allow: { to: roomDoor(['calendar']) },
		},
		// The kinds of help a pack names in each language stand with all other words.
		{
			from: { element: { type: 'server', fileInternalPath: 'directory/words.ts' } },
			allow: { to: is('locales') },
		},
		// The same for modules: bytes in, what is wrong with them out; and signing, on an organisation's own machine.
		{
			from: { element: { type: 'server', fileInternalPath: 'module-*.ts' } },
			allow: { to: [...roomDoor(['modules']), file('modules', 'carriers/index.ts')] },
		},
		// What comes with the app to do and to read, listed and played: for the rooms of both.
		{
			from: is('feature'),
			allow: { to: { element: { type: 'parts', fileInternalPath: 'content/index.ts' } } },
		},
		// Her own pictures likewise.
		{
			from: is('feature'),
			allow: { to: { element: { type: 'parts', fileInternalPath: 'own-pictures/index.ts' } } },
		},
		// Words for groups and services: Find and the desk, and no first screen.
		{
			from: is('feature'),
			allow: { to: { element: { type: 'parts', fileInternalPath: 'services/index.ts' } } },
		},
		// The operator packs a module from the same files, with the same messages, as the build does.
		{
			from: { element: { type: 'server', fileInternalPath: 'module-pack.ts' } },
			allow: { to: { element: { type: 'build', fileInternalPath: 'content/index.ts' } } },
		},
		{ from: is('bin'), allow: { to: is('protocol', 'server', 'bin') } },
		{ from: is('service-worker'), allow: { to: is('protocol') } },
		{
			from: { element: { type: 'platform', captured: { room: '{i18n,packs}' } } },
			allow: { to: is('locales') },
		},
		// Tests beside the code open any door (a real relay, a real vault), never what is behind it.
		{
			from: { file: { categories: 'test' } },
			allow: {
				to: [
					is('protocol', 'server', 'tests', 'locales'),
					...['platform', 'feature', 'parts', 'ui'].map(door),
				],
			},
		},
		{ from: is('tests', 'build', 'config'), allow: { to: { module: { origin: 'local' } } } },
	],
};

export default ts.config(
	{
		ignores: ['build', '.svelte-kit', 'test-results', 'playwright-report', 'data', 'static', '**/vectors/**'],
	},
	{ linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' } },
	js.configs.recommended,
	...ts.configs.strictTypeChecked,
	...ts.configs.stylisticTypeChecked,
	...svelte.configs.recommended,
	...svelte.configs.prettier,
	{
		languageOptions: {
			globals: { ...globals.browser, ...globals.node, ...globals.serviceworker },
			parserOptions: {
				projectService: { allowDefaultProject: ['vite.cli.config.ts'] },
				tsconfigRootDir: import.meta.dirname,
				extraFileExtensions: ['.svelte'],
				// Also for the circle check, which reads .svelte files from within .ts ones.
				parser: ts.parser,
				svelteConfig,
			},
		},
		rules: {
			'no-undef': 'off',
			eqeqeq: 'error',
			'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'], location: 'start' }],
			'@typescript-eslint/ban-ts-comment': [
				'error',
				{ 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true },
			],
			'@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
			'@typescript-eslint/consistent-type-definitions': 'off',
			'@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
			'@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
			'@typescript-eslint/no-empty-function': ['error', { allow: ['arrowFunctions'] }],
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			// What keeps a contract of promises may have nothing to wait for.
			'@typescript-eslint/require-await': 'off',
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			'@typescript-eslint/switch-exhaustiveness-check': [
				'error',
				{ considerDefaultExhaustiveForUnions: true },
			],
		},
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		rules: {
			'prefer-const': 'off',
			'svelte/prefer-const': ['error', { destructuring: 'all' }],
			// `void something.reactive` is how an effect says what it depends on.
			'@typescript-eslint/no-meaningless-void-operator': 'off',
			'svelte/no-at-html-tags': 'error',
			'svelte/no-at-debug-tags': 'error',
			'svelte/button-has-type': 'off',
			'svelte/no-target-blank': 'error',
			// Most Sets and Maps here are not state, and the rule cannot tell.
			'svelte/prefer-svelte-reactivity': 'off',
			// One page has no routes to resolve; the desk's few links are plain.
			'svelte/no-navigation-without-resolve': 'off',
		},
	},
	{
		files: ['src/**/*.svelte'],
		plugins: { '@intlify/svelte': intlify },
		rules: {
			'@intlify/svelte/no-raw-text': [
				'error',
				{
					ignorePattern: '^[\\s\\d·•…—–→←↑↓×%:;.,/()|+*-]*$',
					attributes: {
						'/.+/': [
							'aria-label',
							'aria-description',
							'aria-roledescription',
							'title',
							'alt',
							'placeholder',
							'label',
							'hint',
							'lead',
							'text',
							'legend',
							'heading',
							'error',
							'low',
							'high',
						],
					},
				},
			],
		},
	},
	{
		plugins: { boundaries, 'import-x': importX },
		settings: {
			'boundaries/root-path': import.meta.dirname,
			'boundaries/legacy-templates': false,
			'boundaries/elements-single-match': true,
			'boundaries/elements': [
				{ type: 'protocol', pattern: 'src/lib/protocol', partialMatch: false },
				{ type: 'platform', pattern: 'src/lib/platform/*', capture: ['room'], partialMatch: false },
				{ type: 'feature', pattern: 'src/lib/features/*', capture: ['room'], partialMatch: false },
				{ type: 'parts', pattern: 'src/lib/parts', partialMatch: false },
				{ type: 'ui', pattern: 'src/lib/ui', partialMatch: false },
				{ type: 'server', pattern: 'src/lib/server', partialMatch: false },
				{ type: 'composition', pattern: 'src/lib', partialMatch: false },
				{
					type: 'server-routes',
					pattern: ['src/routes/api', 'src/routes/healthz', 'src/routes/packs'],
					partialMatch: false,
				},
				{ type: 'routes', pattern: 'src/routes', partialMatch: false },
				{ type: 'service-worker', pattern: 'src/service-worker', partialMatch: false },
				{ type: 'bin', pattern: 'src/bin', partialMatch: false },
				{ type: 'build', pattern: 'src/build', partialMatch: false },
				{ type: 'server-routes', pattern: 'src', partialMatch: false },
				{ type: 'locales', pattern: 'locales', partialMatch: false },
				{ type: 'tests', pattern: 'tests', partialMatch: false },
			],
			'boundaries/files': [{ category: 'test', pattern: ['src/**/*.test.ts', 'src/**/testing/**'] }],
			'boundaries/dependency-nodes': ['import', 'dynamic-import', 'export'],
			'import/resolver': { typescript: { project: 'tsconfig.json' } },
			'import-x/resolver-next': [createTypeScriptImportResolver({ project: 'tsconfig.json' })],
			'import-x/parsers': { '@typescript-eslint/parser': ['.ts'], 'svelte-eslint-parser': ['.svelte'] },
		},
		rules: {
			'boundaries/dependencies': ['error', arrows],
			'import-x/no-cycle': ['error', { ignoreExternal: true }],
		},
	},
	...powerConfigs,
	{
		files: ['**/*.js'],
		...ts.configs.disableTypeChecked,
	},
	{
		files: ['tests/**', 'src/**/*.test.ts', 'src/**/testing/**', 'playwright.config.ts'],
		rules: {
			// Playwright's fixtures that need no other begin with `({}, use)`.
			'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
			'@typescript-eslint/no-non-null-assertion': 'off',
			'@typescript-eslint/unbound-method': 'off',
			'@typescript-eslint/non-nullable-type-assertion-style': 'off',
			// A TrustedScriptURL is typed as a string and is none.
			'@typescript-eslint/no-unnecessary-type-conversion': 'off',
		},
	},
);
