// Draws the PNGs of the disguises' icons from their SVGs, with the tests' browser: `node src/build/draw-icons.js`.
// By hand, after an SVG has changed; what it makes is kept beside them. The drawings keep to the middle 80 % (the safe zone
// of maskable icons), so that a maskable one is the same drawing on a ground without corners.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { browserPath } from '../../tests/support/browser.js';

const folder = 'static/looks';
const executablePath = browserPath();
const browser = await chromium.launch({
	...(executablePath ? { executablePath } : {}),
	args: ['--no-sandbox', '--disable-gpu'],
});
const page = await browser.newPage();
for (const file of readdirSync(folder).filter((name) => name.endsWith('.svg'))) {
	const svg = readFileSync(join(folder, file), 'utf8');
	const name = file.slice(0, -'.svg'.length);
	for (const size of [192, 512]) {
		for (const [kind, drawing] of /** @type {const} */ ([
			['', svg],
			['maskable-', svg.replace(/ rx="112"/, '')],
		])) {
			await page.setViewportSize({ width: size, height: size });
			await page.setContent(`<style>body{margin:0}svg{display:block}</style>${drawing}`);
			await page.screenshot({ path: join(folder, `${name}-${kind}${size}.png`), omitBackground: true });
		}
	}
}
await browser.close();
