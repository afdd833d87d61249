import { sveltekit } from '@sveltejs/kit/vite';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { contentPacks } from './src/build/content-packs.js';
import { deskFiles } from './src/build/desk-files.js';
import { doors } from './src/build/doors.js';
import { languagePacks } from './src/build/language-packs.js';
import { looks } from './src/build/looks.js';
import { BROWSER_ARGS, browserPath } from './tests/support/browser.js';

const executablePath = browserPath();

export default defineConfig({
	plugins: [doors(), languagePacks(), contentPacks(), looks(), sveltekit(), deskFiles()],
	worker: { format: 'es' },
	// Where the relay has an address of its own (src/bin/origins.js).
	define: { 'import.meta.env.RELAY_ORIGIN': JSON.stringify(process.env['RELAY_ORIGIN'] ?? '') },
	build: { assetsInlineLimit: 0, target: 'es2022' },
	test: {
		// Once more where it counts; `npm test` names at its end what needed it.
		retry: process.env['CI'] ? 1 : 0,
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					environment: 'node',
					include: ['src/**/*.test.ts', 'tests/unit/**/*.test.ts'],
					exclude: ['src/**/*.browser.test.ts'],
				},
			},
			{
				extends: true,
				// Found before the run, because a worker asks for them late and a reload in the middle fails a test.
				optimizeDeps: {
					exclude: ['@wireapp/core-crypto'],
					include: [
						'age-encryption',
						'axe-core',
						'canonicalize',
						'comlink',
						'hash-wasm',
						'ical.js',
						'idb',
						'qr',
						'qr/decode.js',
						'rrule-temporal',
						'temporal-polyfill/implementation',
						'zod/mini',
						'@scure/bip39/wordlists/english.js',
						'@scure/bip39/wordlists/french.js',
						'@scure/bip39/wordlists/spanish.js',
						'ts-mls',
						'@hpke/core',
						'@hpke/dhkem-x25519',
						'@noble/ciphers/aes.js',
						'@noble/curves/ed25519.js',
						'@noble/hashes/hkdf.js',
						'@noble/hashes/hmac.js',
						'@noble/hashes/sha2.js',
					],
				},
				test: {
					name: 'browser',
					// Each has a browser context of its own: no vault, cache or lock is shared between files.
					maxWorkers: 2,
					include: ['src/**/*.browser.test.ts', 'tests/browser/**/*.browser.test.ts'],
					browser: {
						enabled: true,
						headless: true,
						screenshotFailures: false,
						provider: playwright({
							launchOptions: {
								...(executablePath ? { executablePath } : {}),
								args: BROWSER_ARGS,
							},
						}),
						instances: [{ browser: 'chromium' }],
					},
				},
			},
		],
	},
});
