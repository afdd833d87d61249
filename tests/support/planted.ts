/** Violations of the house's walls, each with the rule that must catch it; and what belongs where it is. */
export interface Planted {
	what: string;
	at: string;
	code: string;
	rule: string;
}

const ARROWS = 'boundaries/dependencies';
const feature = 'src/lib/features/today/planted.ts';
const screen = 'src/lib/features/today/Planted.svelte';
const platform = 'src/lib/platform/vault/planted.ts';
const ui = 'src/lib/ui/planted.ts';
const server = 'src/lib/server/planted.ts';

export const arrows: Planted[] = [
	{
		what: 'a feature imports another',
		at: feature,
		code: `import { room } from '$features/coping'; room;`,
		rule: ARROWS,
	},
	{
		what: 'a feature imports another lazily',
		at: feature,
		code: `void import('$features/coping');`,
		rule: ARROWS,
	},
	{
		what: 'a feature re-exports another',
		at: feature,
		code: `export * from '$features/coping';`,
		rule: ARROWS,
	},
	{
		what: 'a screen imports another feature',
		at: screen,
		code: `<script lang="ts">import { room } from '$features/coping'; room;</script>`,
		rule: ARROWS,
	},
	{
		what: 'a feature goes behind a door',
		at: feature,
		code: `import { x } from '$platform/vault/contract'; x;`,
		rule: ARROWS,
	},
	{
		what: 'a feature sees the server',
		at: feature,
		code: `import * as x from '../../server/running'; x;`,
		rule: ARROWS,
	},
	{
		what: 'the platform imports a feature',
		at: platform,
		code: `import { room } from '$features/coping'; room;`,
		rule: ARROWS,
	},
	{
		what: 'the platform imports the parts of the screen',
		at: platform,
		code: `import { Button } from '$ui'; Button;`,
		rule: ARROWS,
	},
	{
		what: 'the vault looks up to the channel',
		at: platform,
		code: `import * as x from '$platform/channel'; x;`,
		rule: ARROWS,
	},
	{
		what: 'crypto looks up to the vault',
		at: 'src/lib/platform/crypto/planted.ts',
		code: `import * as x from '$platform/vault'; x;`,
		rule: ARROWS,
	},
	{
		what: 'a part with words sees a feature',
		at: 'src/lib/parts/planted.ts',
		code: `import { room } from '$features/coping'; room;`,
		rule: ARROWS,
	},
	{
		what: 'the platform imports a part with words',
		at: platform,
		code: `import { IdleLock } from '$parts'; IdleLock;`,
		rule: ARROWS,
	},
	{
		what: 'a part of the screen knows words',
		at: ui,
		code: `import * as x from '$platform/i18n'; x;`,
		rule: ARROWS,
	},
	{
		what: 'a part of the screen knows the protocol',
		at: ui,
		code: `import { ok } from '$protocol/result'; ok;`,
		rule: ARROWS,
	},
	{
		what: 'the protocol imports ours',
		at: 'src/lib/protocol/planted.ts',
		code: `import { Button } from '$ui'; Button;`,
		rule: ARROWS,
	},
	{
		what: 'the server imports the platform',
		at: server,
		code: `import * as x from '$platform/crypto'; x;`,
		rule: ARROWS,
	},
	{
		what: 'the relay reads calendars',
		at: server,
		code: `import * as x from '$platform/calendar'; x;`,
		rule: ARROWS,
	},
	{
		what: 'the service worker holds keys',
		at: 'src/service-worker/planted.ts',
		code: `import * as x from '$platform/crypto'; x;`,
		rule: ARROWS,
	},
	{
		what: 'a route goes behind a door',
		at: 'src/routes/caseworker/planted.ts',
		code: `import { x } from '$platform/vault/contract'; x;`,
		rule: ARROWS,
	},
];

export const powers: Planted[] = [
	{
		what: 'keys in a feature',
		at: feature,
		code: `void crypto.subtle.digest('SHA-256', new Uint8Array());`,
		rule: 'rosebay/crypto',
	},
	{
		what: 'keys by the global object',
		at: feature,
		code: `globalThis.crypto.randomUUID();`,
		rule: 'rosebay/crypto',
	},
	{
		what: 'keys by destructuring',
		at: feature,
		code: `const { crypto } = globalThis; crypto;`,
		rule: 'rosebay/crypto',
	},
	{
		what: 'noble outside crypto',
		at: platform,
		code: `import { sha256 } from '@noble/hashes/sha2.js'; sha256;`,
		rule: 'rosebay/crypto',
	},
	{
		what: 'hash-wasm outside crypto',
		at: platform,
		code: `import { argon2id } from 'hash-wasm'; argon2id;`,
		rule: 'rosebay/crypto',
	},
	{
		what: 'a voice outside of reading aloud',
		at: screen,
		code: `<script lang="ts">window.speechSynthesis.speak(new SpeechSynthesisUtterance('x'));</script>`,
		rule: 'rosebay/speech',
	},
	{
		what: 'a microphone that listens',
		at: feature,
		code: `new SpeechRecognition();`,
		rule: 'rosebay/speech',
	},
	{
		what: 'MLS outside the channel',
		at: platform,
		code: `import * as mls from 'ts-mls'; mls;`,
		rule: 'rosebay/mls',
	},
	{
		what: 'the other MLS outside the tests',
		at: platform,
		code: `import { CoreCrypto } from '@wireapp/core-crypto/browser'; CoreCrypto;`,
		rule: 'rosebay/other-mls',
	},
	{ what: 'IndexedDB outside the vault', at: feature, code: `indexedDB.open('x');`, rule: 'rosebay/storage' },
	{
		what: 'idb outside the vault',
		at: feature,
		code: `import { openDB } from 'idb'; openDB;`,
		rule: 'rosebay/storage',
	},
	{
		what: 'OPFS outside the vault',
		at: feature,
		code: `void navigator.storage.getDirectory();`,
		rule: 'rosebay/storage',
	},
	{ what: 'localStorage', at: feature, code: `localStorage.setItem('a', 'b');`, rule: 'rosebay/storage' },
	{
		what: 'sessionStorage by window',
		at: feature,
		code: `window.sessionStorage.clear();`,
		rule: 'rosebay/storage',
	},
	{ what: 'a cookie', at: feature, code: `document.cookie = 'a=b';`, rule: 'rosebay/storage' },
	{
		what: 'a passkey in a feature',
		at: feature,
		code: `void navigator.credentials.get({});`,
		rule: 'rosebay/passkey',
	},
	{ what: 'caches outside packs', at: feature, code: `void caches.open('x');`, rule: 'rosebay/caches' },
	{
		what: 'the database outside the server',
		at: feature,
		code: `import Database from 'libsql'; Database;`,
		rule: 'rosebay/database',
	},
	{
		what: 'a calendar library in a feature',
		at: feature,
		code: `import ICAL from 'ical.js'; ICAL;`,
		rule: 'rosebay/calendar',
	},
	{ what: 'fetch in a feature', at: feature, code: `void fetch('/x');`, rule: 'rosebay/network' },
	{
		what: 'fetch in a screen',
		at: screen,
		code: `<script lang="ts">void fetch('/x');</script>`,
		rule: 'rosebay/network',
	},
	{ what: 'fetch in the vault', at: platform, code: `void self.fetch('/x');`, rule: 'rosebay/network' },
	{ what: 'a beacon', at: feature, code: `navigator.sendBeacon('/x');`, rule: 'rosebay/network' },
	{
		what: 'a socket in the channel',
		at: 'src/lib/platform/channel/planted.ts',
		code: `new WebSocket('wss://x');`,
		rule: 'rosebay/other-network',
	},
	{ what: 'a printed line', at: feature, code: `console.log('x');`, rule: 'rosebay/console' },
	{ what: 'a printed line in the relay', at: server, code: `console.error('x');`, rule: 'rosebay/console' },
	{ what: 'pushState', at: feature, code: `history.pushState({}, '', '/x');`, rule: 'rosebay/history' },
	{
		what: 'replaceState',
		at: platform,
		code: `window.history.replaceState({}, '', '/x');`,
		rule: 'rosebay/history',
	},
	{ what: 'a fragment', at: feature, code: `location.hash = 'x';`, rule: 'rosebay/history' },
	{ what: 'an address', at: feature, code: `window.location.href = '/x';`, rule: 'rosebay/history' },
	{
		what: 'routes in the survivor’s app',
		at: feature,
		code: `import { goto } from '$app/navigation'; goto;`,
		rule: 'rosebay/routing',
	},
	{ what: 'a title by script', at: feature, code: `document.title = 'x';`, rule: 'rosebay/title' },
	{
		what: 'a title by markup',
		at: screen,
		code: `<svelte:head><title>x</title></svelte:head>`,
		rule: 'rosebay/title',
	},
	{
		what: 'a modal dialog',
		at: ui,
		code: `document.querySelector('dialog')?.showModal();`,
		rule: 'rosebay/modal',
	},
	{ what: 'HTML from a string', at: feature, code: `document.body.innerHTML = 'x';`, rule: 'rosebay/markup' },
	{ what: 'a raw field', at: screen, code: `<input type="text" />`, rule: 'rosebay/field' },
	{ what: 'a raw area', at: screen, code: `<textarea></textarea>`, rule: 'rosebay/field' },
	{ what: 'a raw select', at: screen, code: `<select></select>`, rule: 'rosebay/field' },
	{
		what: 'an editable element',
		at: screen,
		code: `<div contenteditable="true"></div>`,
		rule: 'rosebay/field',
	},
	{ what: 'a style attribute', at: screen, code: `<div style="color: red"></div>`, rule: 'rosebay/style' },
	{ what: 'Node on the phone', at: feature, code: `import fs from 'node:fs'; fs;`, rule: 'rosebay/node' },
	{
		what: 'a skipped test',
		at: 'src/lib/features/today/planted.test.ts',
		code: `it.skip('x', () => {});`,
		rule: 'rosebay/skipped',
	},
	{
		what: 'a focused test',
		at: 'tests/e2e/planted.spec.ts',
		code: `test.describe.only('x', () => {});`,
		rule: 'rosebay/skipped',
	},
];

export const words: Planted[] = [
	{ what: 'literal text', at: screen, code: `<p>Hello</p>`, rule: '@intlify/svelte/no-raw-text' },
	{
		what: 'literal text in a part',
		at: 'src/lib/ui/Planted.svelte',
		code: `<p>Hello</p>`,
		rule: '@intlify/svelte/no-raw-text',
	},
	{
		what: 'a literal label',
		at: screen,
		code: `<div aria-label="Hello"></div>`,
		rule: '@intlify/svelte/no-raw-text',
	},
	{
		what: 'HTML in markup',
		at: screen,
		code: `<script lang="ts">let { text }: { text: string } = $props();</script>{@html text}`,
		rule: 'svelte/no-at-html-tags',
	},
	{
		what: 'a comment that silences the lint',
		at: feature,
		code: `/* eslint-disable */ console.log('x');`,
		rule: 'rosebay/console',
	},
	{
		what: 'an any',
		at: feature,
		code: `export const x: any = 1;`,
		rule: '@typescript-eslint/no-explicit-any',
	},
	{
		what: 'a silenced type error',
		at: feature,
		code: `// @ts-ignore because\nexport const x = 1;`,
		rule: '@typescript-eslint/ban-ts-comment',
	},
	{
		what: 'a note for later',
		at: feature,
		code: `// TODO later\nexport const x = 1;`,
		rule: 'no-warning-comments',
	},
];

/** What belongs where it stands must pass: a wall that stops everybody gets pulled down. */
export const allowed: Omit<Planted, 'rule'>[] = [
	{
		what: 'a feature uses the parts and the protocol',
		at: feature,
		code: `import { Button } from '$ui';\nimport { ok } from '$protocol/result';\nexport const x = [Button, ok];\n`,
	},
	{
		what: 'a feature reads a contract',
		at: feature,
		code: `import type { VaultState } from '$platform/vault/contract';\nexport const x: VaultState = 'open';\n`,
	},
	{
		what: 'the vault uses crypto and storage',
		at: platform,
		code: `import * as keys from '$platform/crypto';\nexport const x = [keys, indexedDB];\n`,
	},
	{
		what: 'the channel reaches the relay',
		at: 'src/lib/platform/channel/planted.ts',
		code: `export const x = () => fetch('/api/relay/poll');\n`,
	},
	{
		what: 'the command line tries a calendar file',
		at: 'src/lib/server/calendar-check.ts',
		code: `import { readCalendar } from '$platform/calendar';\nexport const x = readCalendar;\n`,
	},
	{
		what: 'a room uses its own files',
		at: 'src/lib/platform/vault/planted.ts',
		code: `import type { VaultState } from './contract';\nexport const x: VaultState = 'open';\n`,
	},
];
