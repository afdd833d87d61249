// One random walk through the app, up to the quick exit and then Back, as somebody would who looks what was there before.
// Screens, dialogs, languages, with a network and without, before the app has come and after; leaving by mouse, finger,
// key or three presses of Shift. The same seed walks the same way, as far as the machine's speed does not matter.

const LOCALES = ['en-GB', 'es-MX', 'ar-EG', 'fr-CA'];
const STATES = ['before hydration', 'first screens', 'inside', 'dialog', 'locked'];
const WAYS = ['mouse', 'finger', 'key', 'shift'];
const PIN = '280614';
const IDLE_NOTICE_MS = 155_000;
const PATIENCE = 30_000;

/**
 * @typedef {object} Walk
 * @property {string} state
 * @property {string} locale
 * @property {string} way
 * @property {boolean} online
 * @property {number} steps taken before leaving
 * @property {number} returns times Back showed the app
 * @property {number} entries of the app in the tab's history
 * @property {string} [error] what kept it from being walked to its end
 */

/** mulberry32: small, and the same everywhere. */
const chance = (/** @type {number} */ seed) => {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
};

/** @typedef {import('@playwright/test').Page} Page */

/** @param {Page} page */
export async function exitPoint(page) {
	const box = await page.locator('#quick-exit').boundingBox();
	if (!box) throw new Error('The exit is not on the page');
	return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** From the first screen to Today, in whatever language: the PIN where one is asked for, else the main button. */
async function setUp(/** @type {Page} */ page) {
	const inside = page.locator('nav button[aria-current]');
	const limit = Date.now() + 2 * PATIENCE;
	while (Date.now() < limit) {
		if (await inside.first().isVisible()) return;
		const pin = page.locator('main input:not([type=radio], [type=checkbox])').first();
		const byPin = page.locator('input[type=radio][value=pin]');
		const language = page.locator('button[data-language]').first();
		if (await byPin.isVisible()) await byPin.check();
		if (await pin.isVisible()) await pin.fill(PIN);
		const next = (await language.isVisible())
			? language
			: page.locator('button.primary:not([aria-disabled])').first();
		await next.click({ timeout: 2_000 }).catch(() => undefined);
		await page.waitForTimeout(100);
	}
	throw new Error('never came inside');
}

/** Presses something that can be pressed. Where it leads does not matter. */
async function step(/** @type {Page} */ page, /** @type {() => number} */ random) {
	const controls = page.locator('#app :is(button, input[type=radio], input[type=checkbox]):visible');
	const count = await controls.count();
	if (count === 0) return;
	await controls
		.nth(Math.floor(random() * count))
		.click({ timeout: 1_500 })
		.catch(() => undefined);
}

/** @type {Record<string, (page: Page) => Promise<unknown>>} */
const LEAVE = {
	mouse: async (page) => {
		const { x, y } = await exitPoint(page);
		await page.mouse.click(x, y);
	},
	finger: async (page) => {
		const { x, y } = await exitPoint(page);
		await page.touchscreen.tap(x, y);
	},
	key: async (page) => {
		await page.frameLocator('#quick-exit').locator('a').focus();
		await page.keyboard.press('Enter');
	},
	shift: async (page) => {
		for (let press = 0; press < 3; press += 1) await page.keyboard.press('Shift');
	},
};

/**
 * @param {import('@playwright/test').Browser} browser
 * @param {string} url the app
 * @param {number} seed
 * @param {number} number which walk this is: states, languages and ways are gone through evenly
 * @returns {Promise<Walk>}
 */
export async function walk(browser, url, seed, number) {
	const random = chance(seed);
	const state = String(STATES[number % STATES.length]);
	const locale = String(LOCALES[Math.floor(number / STATES.length) % LOCALES.length]);
	const way = String(WAYS[Math.floor(random() * WAYS.length)]);
	const online = random() < 0.6;
	/** @type {Walk} */
	const walked = { state, locale, way, online, steps: 0, returns: 0, entries: 0 };
	const context = await browser.newContext({ locale, hasTouch: true, viewport: { width: 360, height: 740 } });
	try {
		const page = await context.newPage();
		if (state === 'before hydration') {
			await context.route('**/_app/**/*.js', (route) => (random() < 0.5 ? route.abort() : undefined));
			await page.goto(url, { waitUntil: 'commit' });
			await page.frameLocator('#quick-exit').locator('a').waitFor();
		} else {
			if (state === 'dialog') await page.clock.install();
			await page.goto(url);
			await page.locator('h1').first().waitFor();
			if (state !== 'first screens') await setUp(page);
			walked.steps = Math.floor(random() * 8);
			for (let taken = 0; taken < walked.steps; taken += 1) await step(page, random);
			if (state === 'dialog') await page.clock.fastForward(IDLE_NOTICE_MS);
			if (state === 'locked') await page.reload();
		}
		await context.setOffline(!online);
		await LEAVE[way]?.(page).catch(() => undefined);
		await page.waitForURL((address) => !address.href.startsWith(url), {
			timeout: PATIENCE,
		});

		const devtools = await context.newCDPSession(page);
		const { entries } = await devtools.send('Page.getNavigationHistory');
		walked.entries = entries.filter((entry) => entry.url.startsWith(url)).length;
		for (let back = 0; back < 3; back += 1) {
			await page.goBack({ timeout: PATIENCE }).catch(() => null);
			if (page.url().startsWith(url)) walked.returns += 1;
		}
	} catch (error) {
		walked.error = error instanceof Error ? String(error.message.split('\n')[0]) : String(error);
	} finally {
		await context.close();
	}
	return walked;
}
