/**
 * Find, on a phone: a region is fetched once, whole; from then on nothing she looks for leaves the phone, and all of it works in
 * airplane mode. With `SCREENSHOTS=folder` each screen is photographed at 360x740 and 1280x800.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectEnoughContrast, expectNoViolations } from '../support/axe';
import { figure } from '../support/figure';
import { tabTo } from '../support/keyboard';
import { expect, test, type Watch } from '../support/crawl';
import type { Survivor } from '../support/people';
import { bareAddress, enter } from '../support/prepared';
import { startServer, type TestServer } from '../support/server';
import { LANGUAGES, type Language } from '../support/words';

const folder = process.env.SCREENSHOTS;
let server: TestServer;
test.beforeAll(async () => {
	server = await startServer();
	const { exit, err } = await server.cli(
		'directory',
		'import',
		'samples/willow-bay',
		'--region',
		'sample',
		'--publish',
	);
	expect(err).toBe('');
	expect(exit).toBe(0);
	if (folder) mkdirSync(folder, { recursive: true });
});
test.afterAll(() => server.close());

const GROUP = 'Tuesday circle (sample)';
/** What she types in her language, and a slip in it. */
const TYPED: Record<Language, string> = {
	en: 'suport group',
	es: 'grupo de apoio',
	ar: 'مجموعة دعم',
	fr: 'groupe d’entraide',
};

async function look(page: Page, language: Language, name: string) {
	const schemes =
		language === 'en' || language === 'ar' ? (['light', 'dark'] as const) : (['light'] as const);
	for (const colorScheme of schemes) {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		if (folder)
			for (const [size, width, height] of [
				['phone', 360, 740],
				['desk', 1280, 800],
			] as const) {
				await page.setViewportSize({ width, height });
				await page.screenshot({
					path: join(folder, `find-${name}-${language}-${colorScheme}-${size}.png`),
					fullPage: size === 'phone',
				});
			}
		await page.setViewportSize({ width: 360, height: 740 });
		await (colorScheme === 'light' ? expectNoViolations : expectEnoughContrast)(page);
	}
}

const result = (page: Page, name: string) => page.getByRole('listitem').getByRole('button', { name });

async function chooseRegion(her: Survivor): Promise<void> {
	await her.press('find:none.choose');
	await her.press('find:region.choose');
	await expect(her.page.getByLabel(her.t('find:search.label'))).toBeVisible();
}

for (const language of LANGUAGES) {
	test(`a group is found, read, saved and put into the calendar (${language})`, async ({ page }) => {
		const her = await enter(page, server.url, language);
		await her.go('find');
		await expect(page.getByRole('button', { name: her.t('find:none.choose') })).toBeVisible();
		await look(page, language, '1-empty');
		await her.press('find:none.choose');
		await expect(page.getByText('Willow Bay')).toBeVisible();
		await look(page, language, '2-region');
		await her.press('find:region.choose');
		await expect(page.getByText(her.t('find:sample.text'))).toBeVisible();
		await expect(page.getByRole('heading', { name: her.t('find:browse.title') })).toBeVisible();
		await look(page, language, '3-browse');
		await page.getByLabel(her.t('find:search.label')).fill(TYPED[language]);
		await expect(result(page, GROUP)).toBeVisible();
		await page.getByText(her.t('find:filter.more'), { exact: true }).click();
		await page.getByRole('checkbox', { name: her.t('find:flag.group') }).check();
		await page.getByRole('button', { name: her.t('find:here.title') }).click();
		await expect(her.heading('find:here.title')).toBeVisible();
		await look(page, language, '4-here');
		await her.press('find:here.choose');
		await page.getByText(her.t('find:filter.some_one', { count: '1' })).click();
		await page.getByLabel(her.t('find:filter.near'), { exact: true }).selectOption({ index: 1 });
		await expect(page.getByLabel(her.t('find:filter.far'), { exact: true })).toBeVisible();
		await page.getByText(her.t('find:map.show'), { exact: true }).click();
		// A dot says what stands there, and shows it.
		await page.locator('figure').getByRole('button', { name: GROUP }).click();
		await expect(page.getByRole('heading', { level: 3 })).toBeFocused();
		await look(page, language, '5-narrowed');
		await page.locator('[aria-labelledby=spot]').getByRole('button', { name: GROUP }).click();
		await expect(page.getByRole('heading', { name: GROUP })).toBeVisible();
		await expect(page.getByText(her.t('find:sample.text'))).toBeVisible();
		await look(page, language, '6-service');
		await her.press('find:keep.save');
		await expect(page.getByText(her.t('find:keep.saved'))).toBeVisible();
		await page.getByRole('button', { name: her.t('help:reach.page.button') }).click();
		await expect(her.heading('help:reach.page.title')).toBeVisible();
		await her.press('help:reach.page.not');
		await her.press('find:keep.calendar');
		await expect(her.heading('calendar:add')).toBeVisible();
		await expect(page.getByLabel(her.t('calendar:form.title'))).toHaveValue(GROUP);
		await her.go('find');
		await expect(page.getByLabel(her.t('find:search.label'))).toHaveValue(TYPED[language]);
		await page.getByRole('button', { name: her.t('find:saved.title') }).click();
		await expect(her.heading('find:saved.title')).toBeVisible();
		await look(page, language, '7-kept');
		await page.getByRole('button', { name: GROUP }).click();
		await expect(page.getByRole('button', { name: her.t('find:keep.drop') })).toBeVisible();
	});
}

/** No network, a connection that breaks, a full disk: each is said, and she can try again. */
async function bringsNothingHalf(her: Survivor, watch: Watch): Promise<void> {
	const { page } = her;
	const context = page.context();
	watch.expecting(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to load resource/);
	await context.setOffline(true);
	await her.press('find:none.choose');
	await expect(page.getByText(her.t('find:region.unreachable'))).toBeVisible();
	await context.setOffline(false);
	await her.press('find:region.again');
	await context.route('**/*.texts', (route) => route.abort());
	await her.press('find:region.choose');
	await expect(page.getByText(her.t('find:trouble.PackUnavailable'))).toBeVisible();
	await context.unroute('**/*.texts');
	await page.evaluate(() => {
		const put = Cache.prototype.put;
		Cache.prototype.put = () => {
			Cache.prototype.put = put;
			return Promise.reject(new DOMException('Full', 'QuotaExceededError'));
		};
	});
	await her.press('find:region.choose');
	await expect(page.getByText(her.t('find:trouble.NotKept'))).toBeVisible();
	await her.go('find');
}

/** Only by her press, after it was said what happens; near what stands there, and a calm answer far away. */
async function looksWhereSheIs(her: Survivor): Promise<void> {
	const { page } = her;
	const context = page.context();
	await her.press('find:here.title');
	await her.press('find:here.ask');
	await expect(page.getByText(her.t('find:here.Refused'))).toBeVisible();
	await context.grantPermissions(['geolocation']);
	await context.setGeolocation({ latitude: 48.85661, longitude: 2.35222 });
	await her.press('find:here.again');
	await expect(
		page.getByRole('main').getByRole('button', { name: her.t('find:region.change') }),
	).toBeVisible();
	// Beside the door of the group.
	await context.setGeolocation({ latitude: 50.10441, longitude: -5.50092 });
	await her.press('find:here.ask');
	await expect(page.getByText(her.t('find:result.here', { km: '10' }))).toBeVisible();
	await expect(result(page, GROUP)).toContainText(her.t('find:far.near'));
}

test('no query leaves the phone, and in airplane mode all of it works', async ({
	page,
	context,
	watch,
	loggingProxy,
}) => {
	const her = await enter(page, server.url, 'en');
	await page.evaluate(async () => {
		await navigator.serviceWorker.ready;
	});
	await her.go('find');
	await bringsNothingHalf(her, watch);
	await chooseRegion(her);

	// What the whole browser asks of this machine, the service worker and the worker that searches included.
	const before = loggingProxy.log.length;
	const field = page.getByLabel(her.t('find:search.label'));
	for (const typed of ['shelter', 'lawyer for papers', 'صديق', 'tuesday circel']) {
		await field.fill('');
		await field.pressSequentially(typed);
		await page.waitForTimeout(50);
	}
	await expect(result(page, GROUP)).toBeVisible();
	await page.getByLabel(her.t('find:filter.kind')).selectOption('peer-groups');
	await page.getByText(her.t('find:filter.more'), { exact: true }).click();
	await page.getByRole('checkbox', { name: her.t('find:filter.open') }).check();
	await page.getByRole('checkbox', { name: her.t('find:filter.open') }).uncheck();
	await page.getByLabel(her.t('find:filter.near'), { exact: true }).selectOption({ index: 1 });
	await page.getByLabel(her.t('find:filter.near'), { exact: true }).selectOption({ index: 0 });
	await looksWhereSheIs(her);
	await result(page, GROUP).click();
	await expect(page.getByRole('heading', { name: GROUP })).toBeVisible();
	await her.press('find:keep.save');
	await expect(page.getByText(her.t('find:keep.saved'))).toBeVisible();
	const outside = loggingProxy.log.slice(before).filter(({ host }) => host === 'localhost');
	figure('Find: requests during a search session', outside.length, '0');
	expect(outside).toEqual([]);

	// Whoever looks at what the browser keeps reads nothing of the region.
	const kept = await page.evaluate(async () => {
		const all: string[] = [];
		for (const name of await caches.keys()) {
			const cache = await caches.open(name);
			for (const request of await cache.keys()) {
				const path = new URL(request.url).pathname;
				if (path.startsWith('/packs/') && !/\/packs\/(lang|content)\//.test(path)) {
					const bytes = new Uint8Array(await (await cache.match(request))!.arrayBuffer());
					all.push(path, new TextDecoder('latin1').decode(bytes));
				}
			}
		}
		return all;
	});
	expect(kept[0]).toMatch(/^\/packs\/kept\/[\w-]{22}$/);
	expect(kept.join(' ')).not.toMatch(/willow|sample|rbt1|rbd1/i);

	watch.expecting(/ERR_INTERNET_DISCONNECTED|Failed to load resource/);
	await context.setOffline(true);
	await page.reload();
	await her.unlock();
	await her.go('find');
	// What she had asked went with the lock, and where she was.
	await expect(page.getByLabel(her.t('find:search.label'))).toHaveValue('');
	await expect(page.getByText(her.t('find:filter.more'), { exact: true })).toBeVisible();
	// From here on by keyboard alone.
	await tabTo(page, page.getByLabel(her.t('find:search.label')));
	await page.keyboard.type('tuesday circel');
	await tabTo(page, result(page, GROUP));
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { name: GROUP })).toBeFocused();
	await expect(page.getByText('12 Mill Street')).toBeVisible();
	await tabTo(page, page.getByRole('button', { name: her.t('find:keep.calendar') }));
	await page.keyboard.press('Enter');
	await expect(her.heading('calendar:add')).toBeVisible();

	// A browser short of room deletes, or a disk spoils, what was kept: one press, and what she saved is there.
	await page.evaluate(async (path) => {
		for (const name of await caches.keys()) {
			const cache = await caches.open(name);
			if (await cache.match(path!)) await cache.put(path!, new Response(new Uint8Array(4_096)));
		}
	}, kept[0]);
	await page.reload();
	await her.unlock();
	await her.go('find');
	await expect(page.getByText(her.t('find:trouble.Gone'))).toBeVisible();
	await expect(page.getByRole('button', { name: her.t('find:saved.title') })).toBeVisible();
	await her.press('find:trouble.again');
	await expect(page.getByText(her.t('find:trouble.PackUnavailable'))).toBeVisible();
	await context.setOffline(false);
	await her.press('find:trouble.again');
	await expect(result(page, GROUP)).toBeVisible();
});

test('the files are whole, unchanging and without a cookie; nothing of who asked is printed', async ({
	page,
	request,
}) => {
	await page.goto(bareAddress(server.url));
	const list = await request.get(`${server.url}/packs/directory/index.json`);
	expect(list.headers()['cache-control']).toBe('no-cache');
	expect(list.headers()['set-cookie']).toBeUndefined();
	const { regions } = (await list.json()) as {
		regions: { id: string; sample: boolean; manifests: Record<string, { file: string }> }[];
	};
	expect(regions.map(({ id, sample }) => [id, sample])).toEqual([['sample', true]]);
	const manifest = await request.get(`${server.url}/packs/directory/${regions[0]!.manifests['ar']!.file}`);
	const { index, texts, words } = (await manifest.json()) as Record<string, { file: string; bytes: number }>;
	for (const file of [index!, texts!, words!]) {
		const got = await request.get(`${server.url}/packs/directory/${file.file}`);
		expect(got.headers()).toMatchObject({
			'cache-control': 'public, max-age=31536000, immutable',
			'content-type': 'application/octet-stream',
			'cross-origin-resource-policy': 'same-origin',
			'x-content-type-options': 'nosniff',
		});
		expect(got.headers()['set-cookie']).toBeUndefined();
		expect((await got.body()).length).toBe(file.bytes);
	}
	for (const name of [
		'x.json',
		`${'0'.repeat(64)}.index`,
		'..%2Fregions%2Fsample%2Freport.json',
		'report.json',
	])
		expect((await request.get(`${server.url}/packs/directory/${name}`)).status()).toBe(404);
	expect(server.output()).not.toMatch(/packs|directory|[0-9a-f]{64}/);
});
