/**
 * Random walks through the app, then the exit at a random moment, then Back: nothing of the app is in the tab's history and
 * nothing leads back to it. Evenly over where she is (first screens, at the lock, inside, before the app has come), her
 * language, with a network and without. `WALKS=200` walks more of them; `SEED=n` walks the same way again.
 */
import type { BrowserContext, Page } from '@playwright/test';
import { answerForSite, exitPoint } from '../support/exit';
import { figure } from '../support/figure';
import { expect, test } from '../support/fixtures';
import { Survivor } from '../support/people';
import { giveVault, PIN } from '../support/prepared';
import { startServer, type TestServer } from '../support/server';
import { LANGUAGES, type Language } from '../support/words';

const WALKS = Number(process.env.WALKS ?? 24);
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);
const PLACES = ['before', 'first', 'lock', 'inside', 'inside', 'dialog'] as const;
const WAYS = ['mouse', 'finger', 'key', 'shift'] as const;
/** The app asks whether she is still there. */
const IDLE_NOTICE = 155_000;

let server: TestServer;
test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.close());
test.describe.configure({ mode: 'parallel' });

/** mulberry32: small, and the same everywhere. */
const chance = (seed: number) => {
	let state = seed;
	return (below: number) => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
	};
};
type Chance = ReturnType<typeof chance>;

/** Presses anything that can be pressed, many times, in one go: where it leads does not matter. */
const wander = (page: Page, seed: number, steps: number) =>
	page.evaluate(
		async ([start = 0, count = 0]) => {
			for (let step = 0; step < count; step++) {
				const all = [...document.querySelectorAll<HTMLElement>('#app :is(button, input, summary)')];
				const shown = all.filter((one) => one.checkVisibility());
				shown[(start * 31 + step * 7919) % Math.max(1, shown.length)]?.click();
				await new Promise((resolve) => setTimeout(resolve, 60));
			}
		},
		[seed, steps],
	);

const LEAVE: Record<(typeof WAYS)[number], (page: Page) => Promise<unknown>> = {
	mouse: async (page) => {
		const { x, y } = await exitPoint(page);
		await page.mouse.click(x, y);
	},
	finger: async (page) => {
		const { x, y } = await exitPoint(page);
		await page.touchscreen.tap(x, y);
	},
	key: async (page) => {
		await page.frameLocator('#quick-exit').getByRole('link').focus();
		await page.keyboard.press('Enter');
	},
	shift: async (page) => {
		for (let press = 0; press < 3; press++) await page.keyboard.press('Shift');
	},
};

/** A tab that has walked somewhere, whatever it met on the way. */
async function walked(
	context: BrowserContext,
	place: (typeof PLACES)[number],
	language: Language,
	random: Chance,
) {
	const page = await context.newPage();
	if (place === 'before') {
		await context.route('**/_app/**/*.js', (route) => (random(2) ? route.abort() : route.continue()));
		await page.goto(server.url, { waitUntil: 'commit' });
		await page.locator('#quick-exit').waitFor();
		return page;
	}
	if (place === 'dialog') await page.clock.install();
	await page.goto(server.url);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	if (place === 'inside' || place === 'dialog') await new Survivor(page, language, PIN).unlock();
	// A press may lock it, which begins the page anew in the middle of the walk.
	await wander(page, random(10_000), random(12)).catch(() => undefined);
	if (place === 'dialog') {
		await page.clock.fastForward(IDLE_NOTICE);
		await page.locator('#quick-exit').waitFor();
	}
	return page;
}

for (const language of LANGUAGES) {
	test(`nothing leads back after random walks (${language})`, async ({ browser, watch }) => {
		const many = Math.ceil(WALKS / LANGUAGES.length);
		test.setTimeout(60_000 + many * 60_000);
		// The network goes in the middle of whatever is being fetched.
		watch.expecting(
			/Failed to load resource|ERR_FAILED|ERR_INTERNET_DISCONNECTED|threw|Failed to fetch|when fetching the script/,
		);
		const back: string[] = [];
		for (let number = 0; number < many; number++) {
			const seed = SEED + number * LANGUAGES.length + LANGUAGES.indexOf(language);
			const random = chance(seed);
			const place = PLACES[number % PLACES.length] ?? 'first';
			const way = WAYS[random(WAYS.length)] ?? 'mouse';
			const online = random(5) > 1;
			const walk = `walk ${String(number)}, seed ${String(seed)}: ${place}, ${way}, ${online ? 'online' : 'offline'}`;
			const context = await browser.newContext({
				locale: language,
				hasTouch: true,
				viewport: { width: 360, height: 740 },
			});
			await watch(context);
			await answerForSite(context);
			if (place !== 'first') await giveVault(context, server.url, language);
			const page = await walked(context, place, language, random);
			await context.setOffline(!online);
			await LEAVE[way](page).catch(() => undefined);
			await expect.poll(() => page.url().startsWith(server.url), { message: `${walk}: away` }).toBe(false);
			const devtools = await context.newCDPSession(page);
			const { entries } = await devtools.send('Page.getNavigationHistory');
			if (entries.some(({ url }) => url.startsWith(server.url))) back.push(`${walk}: in the history`);
			for (let press = 0; press < 2; press++) {
				await page.goBack({ timeout: 5_000 }).catch(() => null);
				if (page.url().startsWith(server.url)) back.push(`${walk}: Back`);
			}
			await context.close();
		}
		figure(
			`exit: ways back after ${String(many)} random walks (${language}), seed ${String(SEED)}`,
			back.length,
			'0',
		);
		expect(back).toEqual([]);
	});
}
