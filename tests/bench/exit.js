// The times of the quick exit (SAFETY): how soon the screen is covered on a slow phone, and how soon the tab is elsewhere
// while the page hangs; on the first screen and inside, beside the floor of the same run: a bare page with nothing but the
// same frame, class and navigation. The exit site is a server of this machine. That nothing leads back: e2e/exit-walks.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { browserPath } from '../support/browser.js';
import { localhostCertificate } from './certificate.js';
import { startRosebay } from './rosebay.js';
import { startFiles } from './front.js';

const SITE = 'www.bbc.com';
const SLOW_CPU = 6;
const HANG_MS = 4_000;
const MOST = { cover: 100, away: 500 };
const PIN = '280614';
const PATIENCE_MS = 60_000;

const percentile = (/** @type {number[]} */ values, /** @type {number} */ part) =>
	[...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(values.length * part) - 1)] ?? NaN;

/** Stands where the exit leads to; tells when its page was drawn. */
const startSite = (/** @type {{ key: string, cert: string }} */ certificate) =>
	new Promise(
		(
			/** @type {(site: { port: number, drawn: () => Promise<number>, close: () => void }) => void} */ resolve,
		) => {
			/** @type {((at: number) => void) | undefined} */
			let tell;
			const server = createServer(certificate, (incoming, outgoing) => {
				const at = new URL(incoming.url ?? '/', `https://${SITE}`).searchParams.get('drawn');
				if (at) tell?.(Number(at));
				outgoing.setHeader('content-type', 'text/html');
				outgoing.end(
					'<!doctype html><title>Weather</title><link rel="icon" href="data:,"><h1>Weather</h1><script>requestAnimationFrame(() => setTimeout(() => { new Image().src = "/x?drawn=" + (performance.timeOrigin + performance.now()) }))</script>',
				);
			});
			server.listen(0, '127.0.0.1', () => {
				const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
				resolve({
					port,
					drawn: () => new Promise((done) => (tell = done)),
					close: () => {
						server.closeAllConnections();
						server.close();
					},
				});
			});
		},
	);

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').BrowserContext} BrowserContext */
/** @typedef {{ name: string, open: (context: BrowserContext) => Promise<Page> }} Where */

/**
 * The page without the app: its exit frame, what listens to it, and a heading. What an exit costs at least, in this
 * browser, on this machine, now.
 * @param {string} shell the app's page as served
 */
const bare = (shell) => {
	const frame = /<iframe id="quick-exit"[\s\S]*?<\/iframe>/.exec(shell)?.[0];
	if (!frame) throw new Error('No exit on the page');
	return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>Floor</title>
<style>#quick-exit { position: fixed; inset-block-start: 8px; inset-inline: 0; margin-inline: auto; inline-size: 7.5rem; block-size: 48px; border: 0 } #cover { display: none; position: fixed; inset: 0; background: #fff } .covered #cover { display: block }</style>
${frame}<div id="cover"></div><h1>Floor</h1>
<script>addEventListener('message', ({ data }) => { if (data.exit === 'cover') document.documentElement.classList.add('covered'); if (data.exit === 'uncover') document.documentElement.classList.remove('covered') })</script></html>`;
};

const exitPoint = async (/** @type {Page} */ page) => {
	const box = await page.locator('#quick-exit').boundingBox();
	if (!box) throw new Error('The exit is not on the page');
	return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};

const at = async (/** @type {BrowserContext} */ context, /** @type {string} */ url) => {
	const page = await context.newPage();
	await page.goto(url);
	await page.locator('h1').first().waitFor();
	return page;
};

/** From the first screen to Today: the PIN where one is asked for, else the main button. */
async function setUp(/** @type {Page} */ page) {
	const inside = page.locator('nav button[aria-current]');
	const limit = Date.now() + 2 * PATIENCE_MS;
	while (Date.now() < limit) {
		if (await inside.first().isVisible()) return;
		const language = page.locator('button[data-language=en]');
		const asItIs = page.getByRole('button', { name: 'Leave it as it is', exact: true });
		const pin = page.locator('main input:not([type=radio], [type=checkbox])').first();
		if (await pin.isVisible()) await pin.fill(PIN);
		const next = (await language.isVisible())
			? language
			: (await asItIs.isVisible())
				? asItIs
				: page.locator('button.primary:not([aria-disabled])').first();
		await next.click({ timeout: 2_000 }).catch(() => undefined);
		await page.waitForTimeout(100);
	}
	throw new Error('never came inside');
}

/** Inside, a number of screens deep: Help, whose list is the longest there is. */
async function inside(/** @type {BrowserContext} */ context, /** @type {string} */ url) {
	const page = await at(context, url);
	await page.waitForTimeout(500);
	const lock = page.locator('#app input').first();
	if (await lock.isVisible()) {
		await lock.fill(PIN);
		await page.keyboard.press('Enter');
		await page.locator('nav button[aria-current]').first().waitFor({ timeout: PATIENCE_MS });
	} else await setUp(page);
	await page.getByRole('navigation').getByRole('button', { name: 'Help', exact: true }).click();
	await page.waitForTimeout(500);
	return page;
}

/** Both halves note the time of what they see on one clock: the frame the finger, the page its own next drawn frame. */
const NOTE = () => {
	const now = () => performance.timeOrigin + performance.now();
	if (window !== window.top) {
		addEventListener(
			'pointerdown',
			({ timeStamp }) => console.debug(`down ${performance.timeOrigin + timeStamp}`),
			true,
		);
		return;
	}
	const drawn = () => requestAnimationFrame(() => setTimeout(() => console.debug(`covered ${now()}`)));
	new MutationObserver(() => {
		if (document.documentElement.classList.contains('covered')) drawn();
	}).observe(document, { subtree: true, attributeFilter: ['class'] });
};

const noted = async (/** @type {import('@playwright/test').Page} */ page, /** @type {string} */ what) => {
	const message = await page.waitForEvent('console', (line) => line.text().startsWith(what));
	return Number(message.text().slice(what.length + 1));
};

/** From the finger's touch to the drawn cover, on a phone six times slower: every place in turn, so that noise meets all. */
async function measureCover(
	/** @type {import('@playwright/test').Browser} */ browser,
	/** @type {Where[]} */ places,
	/** @type {number} */ runs,
) {
	const pages = [];
	for (const { name, open } of places) {
		const context = await browser.newContext({
			hasTouch: true,
			isMobile: true,
			viewport: { width: 360, height: 740 },
		});
		await context.addInitScript(NOTE);
		const page = await open(context);
		const devtools = await context.newCDPSession(page);
		await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOW_CPU });
		for (const frame of page.frames().slice(1)) {
			const itsOwn = await context.newCDPSession(frame).catch(() => null);
			await itsOwn?.send('Emulation.setCPUThrottlingRate', { rate: SLOW_CPU });
		}
		pages.push({ name, page, devtools, point: await exitPoint(page), samples: /** @type {number[]} */ ([]) });
	}
	for (let run = 0; run < runs; run += 1) {
		for (const { page, devtools, point, samples } of pages) {
			await page.waitForTimeout(200 + Math.random() * 100);
			const seen = Promise.all([noted(page, 'down'), noted(page, 'covered')]);
			await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
			const [down, covered] = await seen;
			samples.push(covered - down);
			await devtools.send('Input.dispatchTouchEvent', { type: 'touchCancel', touchPoints: [] });
			await page.locator('#cover').waitFor({ state: 'hidden' });
		}
	}
	for (const { page } of pages) await page.context().close();
	return pages.map(({ name, samples }) => ({ name, samples }));
}

/** From the press to the other site's drawn page, while the page around it hangs. */
async function measureAway(
	/** @type {import('@playwright/test').Browser} */ browser,
	/** @type {Where[]} */ places,
	/** @type {number} */ runs,
	/** @type {{ drawn: () => Promise<number> }} */ site,
) {
	const all = [];
	for (const { name, open } of places) {
		const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
		// Once without the clock: whoever is first to this site pays for finding it, and for the app being fetched.
		await (await open(context)).close();
		all.push({ name, open, context, samples: /** @type {number[]} */ ([]) });
	}
	for (let run = 0; run < runs; run += 1) {
		for (const { open, context, samples } of all) {
			const page = await open(context);
			const { x, y } = await exitPoint(page);
			const devtools = await context.newCDPSession(page);
			await devtools.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x, y });
			const hanging = page.waitForEvent('console', (line) => line.text() === 'hanging');
			await page.evaluate((ms) => {
				setTimeout(() => {
					console.debug('hanging');
					const end = Date.now() + ms;
					while (Date.now() < end);
				});
			}, HANG_MS);
			await hanging;
			await new Promise((resolve) => setTimeout(resolve, Math.random() * 300));
			const drawn = site.drawn();
			const pressed = performance.timeOrigin + performance.now();
			const press = { x, y, button: /** @type {const} */ ('left'), clickCount: 1 };
			void devtools
				.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...press })
				.catch(() => undefined);
			samples.push((await drawn) - pressed);
			await page.close();
		}
	}
	for (const { context } of all) await context.close();
	return all.map(({ name, samples }) => ({ name, samples }));
}

/**
 * @param {{ runs?: number, json?: string }} options
 * @returns {Promise<boolean>} whether every figure held
 */
export async function exit({ runs = 30, json = 'test-results/bench-exit.json' }) {
	const say = (/** @type {string} */ line) => console.log(line);
	const certificate = localhostCertificate();
	const site = await startSite(certificate);
	const data = mkdtempSync(join(tmpdir(), 'rosebay-bench-'));
	const rosebay = await startRosebay(data);
	const url = `http://localhost:${rosebay.port}`;
	const floor = await startFiles(new Map([['/', Buffer.from(bare(readFileSync('src/app.html', 'utf8')))]]));
	const browser = await chromium.launch({
		...(browserPath() ? { executablePath: /** @type {string} */ (browserPath()) } : {}),
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-background-networking',
			`--ignore-certificate-errors-spki-list=${certificate.pin}`,
			`--host-resolver-rules=MAP ${SITE}:443 127.0.0.1:${site.port}, MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1`,
		],
	});
	try {
		say(`exit: cover at CPU /${SLOW_CPU} and away while hung ${HANG_MS} ms, ${runs} runs each, in turn`);
		/** @type {Where[]} */
		const places = [
			{ name: 'bare page', open: (context) => at(context, `http://localhost:${floor}`) },
			{ name: 'first screen', open: (context) => at(context, url) },
			{ name: 'inside', open: (context) => inside(context, url) },
		];
		const measured = {
			cover: await measureCover(browser, places, runs),
			away: await measureAway(browser, places, runs, site),
		};
		const row = (/** @type {string} */ name, /** @type {(string | number)[]} */ cells) =>
			name.padEnd(22) + cells.map((cell) => String(cell).padStart(9)).join('');
		say(`\n${row('ms', ['n', 'p50', 'p95', 'max', 'x bare50', 'x bare95', 'target'])}`);
		let held = true;
		for (const [what, rows] of Object.entries(measured)) {
			const most = MOST[/** @type {keyof typeof MOST} */ (what)];
			const base = rows[0]?.samples ?? [];
			for (const { name, samples } of rows) {
				const parts = [0.5, 0.95, 1].map((part) => percentile(samples, part));
				const ratios = [0.5, 0.95].map((part) => percentile(samples, part) / percentile(base, part));
				const holds = percentile(samples, 0.95) <= most;
				if (samples !== base) held &&= holds;
				const shown = [...parts.map((part) => part.toFixed(0)), ...ratios.map((ratio) => ratio.toFixed(2))];
				say(row(`${what}, ${name}`, [samples.length, ...shown, holds ? `<= ${most}` : `> ${most}`]));
			}
		}
		const [load = NaN] = loadavg();
		say(`\nload of the machine ${load.toFixed(1)}: above its cores the ratios say more than the times`);
		mkdirSync(join(json, '..'), { recursive: true });
		const record = { at: new Date().toISOString(), load, runs, targets: MOST, ...measured };
		writeFileSync(json, JSON.stringify(record, null, '\t'));
		say(`\n${json}`);
		return held;
	} finally {
		await browser.close();
		site.close();
		rosebay.stop();
		rmSync(data, { recursive: true, force: true });
	}
}
