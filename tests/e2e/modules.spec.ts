/**
 * A lesson is written in the workshop in English and Arabic, signed, and reaches four phones in four ways: as a file, as a
 * link, as codes from screen to screen, and from a caseworker. Each phone is a browser profile of its own, looks at it first,
 * keeps it, and plays it to its end without a network.
 */
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from '@playwright/test';
import { expect, test, type Watch } from '../support/fixtures';
import { Caseworker, meet, Survivor } from '../support/people';
import { enter, keptOffline } from '../support/prepared';
import { startServer, type TestServer } from '../support/server';
import { words, type Language } from '../support/words';

let server: TestServer;
test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.close());

const PATIENT = { timeout: 60_000 };
const SECRET = 'lantern orchard window kettle';
const LESSON = {
	en: {
		title: 'A bag for one night',
		summary: 'You can pack a few things before you need them.',
		page: 'What goes in',
		text: `${'Your papers, or a picture of them. A little money. A charger. '.repeat(14)}You can leave the bag with a friend.`,
		question: 'Where could your bag be?',
	},
	ar: {
		title: 'حقيبة لليلة واحدة',
		summary: 'يمكن تجهيز بعض الأشياء قبل الحاجة إليها.',
		page: 'ما يوضع فيها',
		text: `${'الأوراق أو صورة منها. قليل من المال. شاحن. '.repeat(14)}يمكن ترك الحقيبة عند شخص موثوق.`,
		question: 'أين يمكن أن تكون الحقيبة؟',
	},
} as const;

async function open(browser: Browser, watch: Watch, viewport = { width: 360, height: 740 }): Promise<Page> {
	const context = await browser.newContext({ viewport });
	context.setDefaultTimeout(30_000);
	await watch(context);
	return context.newPage();
}

/** From nothing to a signed version, its ways out in sight. */
async function write(mentor: Page): Promise<void> {
	const t = words('en');
	const press = (name: string) => mentor.getByRole('button', { name, exact: true }).first().click();
	await mentor.goto(`${server.url}/mentor`);
	await mentor.locator('input[type=radio][value=en]').check();
	await press(t('entrance:next'));
	for (const key of ['field', 'again'])
		await mentor.getByLabel(t(`entrance:secret.${key}`), { exact: true }).fill(SECRET);
	await press(t('entrance:secret.create'));
	await expect(mentor.getByRole('heading', { name: t('writing:title') })).toBeVisible(PATIENT);
	await press(t('writing:list.new'));
	await mentor.getByLabel(t('writing:beside')).selectOption('ar');
	const fill = async (slot: string, word: keyof (typeof LESSON)['en']) => {
		for (const language of ['en', 'ar'] as const)
			await mentor
				.locator(`[data-place="${language} ${slot}"]`)
				.locator('input, textarea')
				.fill(LESSON[language][word]);
	};
	await fill('title', 'title');
	await fill('summary', 'summary');
	await press(t('writing:facts.title'));
	await mentor.getByLabel(t('writing:topic.safety'), { exact: true }).check();
	const page = mentor.getByRole('region', { name: t('writing:page.name', { n: '1' }) });
	await page
		.getByRole('button', { name: t('writing:page.name', { n: '1' }) })
		.first()
		.click();
	await fill('p1.title', 'page');
	for (const [kind, slot, word] of [
		['text', 'text', 'text'],
		['reflection', 'question', 'question'],
	] as const) {
		await press(t('writing:piece.add', { n: '1' }));
		await page.getByRole('button', { name: t(`writing:block.${kind}.for`) }).click();
		// One piece is open at a time.
		for (const [language, name] of [
			['en', 'English'],
			['ar', 'Arabic'],
		] as const)
			await page
				.getByLabel(t('writing:field.words', { what: t(`writing:slot.${slot}`), language: name }), {
					exact: true,
				})
				.fill(LESSON[language][word]);
	}
	await press(t('writing:check.title'));
	await press(t('writing:sign.do'));
	await mentor.getByLabel(t('writing:sign.name'), { exact: true }).fill('Someone further along');
	await press(t('writing:sign.nameDo'));
	await expect(mentor.getByText(t('writing:sign.done', { number: '1' }))).toBeVisible(PATIENT);
	await mentor.getByText(t('writing:versions.pass', { number: '1' })).click();
}

/** What lies on the clipboard; the app's own pages may write there and not read. */
async function pasted(from: Page): Promise<string> {
	const page = await from.context().newPage();
	await page.setContent('<textarea autofocus></textarea>');
	await page.locator('textarea').focus();
	await page.keyboard.press('Control+V');
	const text = await page.locator('textarea').inputValue();
	await page.close();
	return text;
}

/** It has come: who says they wrote it is told, and it is kept because she says so. */
async function keep(her: Survivor): Promise<void> {
	await expect(her.heading('modules:arrived.title')).toBeVisible(PATIENT);
	await expect(her.page.getByText('Someone further along').first()).toBeVisible();
	await her.press('modules:arrived.keep');
	await expect(her.page.getByRole('heading', { level: 1 })).toHaveText(LESSON[wordsFor(her)].title);
}
const wordsFor = ({ language }: Survivor): 'en' | 'ar' => (language === 'ar' ? 'ar' : 'en');

/** From its first screen to its last, with no network, and what she writes on the way is there when she comes back. */
async function playOffline(her: Survivor): Promise<void> {
	const said = LESSON[wordsFor(her)];
	await keptOffline(her.page);
	await her.page.context().setOffline(true);
	await her.press('modules:module.open');
	await her.press('player:start');
	await expect(her.page.getByText(said.text.slice(-30))).toBeVisible();
	const field = her.page.getByRole('textbox', { name: said.question });
	await field.fill('Under the stairs');
	await her.press('player:done');
	await expect(her.heading('player:end.read.title')).toBeVisible();
	await her.press('player:end.again');
	await expect(field).toHaveValue('Under the stairs');
	await her.page.context().setOffline(false);
}

/** The camera of this page sees a canvas, on which a test puts what another screen shows. The browser's part, not ours. */
const CANVAS_CAMERA = () => {
	const canvas = document.createElement('canvas');
	canvas.width = 640;
	canvas.height = 640;
	const context = canvas.getContext('2d');
	const paint = (source?: CanvasImageSource) => {
		if (!context) return;
		context.fillStyle = '#777';
		context.fillRect(0, 0, 640, 640);
		if (source) context.drawImage(source, 60, 60, 520, 520);
	};
	paint();
	setInterval(() => context?.fillRect(0, 0, 1, 1), 50);
	navigator.mediaDevices.getUserMedia = () => Promise.resolve(canvas.captureStream(20));
	addEventListener('seen-by-camera', (event) => {
		const bytes = (event as CustomEvent<number[]>).detail;
		void createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/png' })).then(paint);
	});
};

async function receive(her: Survivor): Promise<void> {
	await her.go('lessons');
	await her.page.getByRole('button', { name: her.t('modules:entry.title') }).click();
	await her.press('modules:receive.title');
}

test('a lesson written in two languages reaches four phones in four ways and is played there offline', async ({
	browser,
	watch,
}) => {
	test.setTimeout(400_000);
	watch.expecting(/ERR_INTERNET_DISCONNECTED|Failed to load resource/);
	const mentor = await open(browser, watch, { width: 1280, height: 800 });
	await mentor.context().grantPermissions(['clipboard-read', 'clipboard-write']);
	await write(mentor);
	const t = words('en');
	const press = (name: string) => mentor.getByRole('button', { name, exact: true }).first().click();

	const download = mentor.waitForEvent('download');
	await press(t('modules:pass.file.save'));
	const saved = await download;
	// Whoever sees the list of downloads learns nothing of what app it is.
	expect(saved.suggestedFilename()).not.toMatch(/rosebay/i);
	const file = {
		name: saved.suggestedFilename(),
		mimeType: 'application/json',
		buffer: await readFile(await saved.path()),
	};
	await press(t('modules:pass.link.copy'));
	await expect(mentor.getByText(t('modules:pass.link.copied'))).toBeVisible();
	const link = await pasted(mentor);
	await press(t('modules:pass.codes.show'));
	const codes: number[][] = [];
	const code = mentor.locator('.codes svg').first();
	await press(t('modules:pass.codes.pause'));
	const of = Number(/of (\d+)/.exec((await code.getAttribute('aria-label')) ?? '')?.[1]);
	expect(of).toBeGreaterThan(1);
	for (let at = 0; at < of; at += 1) {
		codes.push([...(await code.screenshot())]);
		await press(t('modules:pass.codes.next'));
	}

	await test.step('as a file', async () => {
		const page = await open(browser, watch);
		const her = new Survivor(page, 'en');
		await her.setUp(server.url);
		await receive(her);
		const spoilt = { ...file, buffer: Buffer.from(file.buffer.toString().replace('charger', 'hammer!')) };
		await page.locator('input[type=file]').setInputFiles(spoilt);
		await expect(page.getByText(her.t('modules:problem.BadSignature.text'))).toBeVisible();
		await her.press('modules:arrived.leave');
		await page.locator('input[type=file]').setInputFiles(file);
		await keep(her);
		await playOffline(her);
	});

	await test.step('as a link, opened on a phone where nothing is set up yet', async () => {
		const page = await open(browser, watch);
		const asked: string[] = [];
		page.context().on('request', (request) => asked.push(request.url()));
		const her = new Survivor(page, 'ar');
		await her.untilPin(link);
		await her.page.getByLabel(her.t('welcome:pin.label'), { exact: true }).fill(her.pin);
		await her.press('welcome:pin.next');
		await her.page.getByLabel(her.t('welcome:pin.againLabel'), { exact: true }).fill(her.pin);
		await her.press('welcome:pin.finish');
		await her.keepLook();
		await keep(her);
		expect(new URL(page.url()).hash).toBe('');
		const content = new URL(link).hash.slice(4, 44);
		expect(asked.filter((url) => url.includes(content))).toEqual([]);
		await playOffline(her);
	});

	await test.step('as codes, the last one first', async () => {
		const page = await open(browser, watch);
		await page.addInitScript(CANVAS_CAMERA);
		const her = await enter(page, server.url, 'es');
		await receive(her);
		await her.press('modules:codes.scan');
		for (const [at, one] of codes.toReversed().entries()) {
			await page.evaluate((detail) => dispatchEvent(new CustomEvent('seen-by-camera', { detail })), one);
			if (at < of - 1)
				await expect(
					page.getByText(her.t('modules:codes.far', { have: number(at + 1, 'es'), of: number(of, 'es') })),
				).toBeVisible(PATIENT);
		}
		await keep(her);
		await playOffline(her);
	});

	await test.step('from a caseworker', async () => {
		const desk = await open(browser, watch, { width: 1280, height: 800 });
		const caseworker = new Caseworker(desk, 'en');
		const page = await open(browser, watch);
		const [her] = await Promise.all([enter(page, server.url, 'ar'), caseworker.setUp(server.url)]);
		await caseworker.join(await server.invite('Amina'));
		await meet(her, caseworker, 'Her');
		await caseworker.press('caseload:connected.done');
		await caseworker.openPerson('Her');
		await caseworker.press('modules:desk.open');
		await desk.locator('input[type=file]').setInputFiles(file);
		await desk.getByRole('button', { name: /^Send it to/ }).click();
		await her.go('messages');
		await her.press('modules:letter.look');
		await keep(her);
		await playOffline(her);
	});
});

const number = (value: number, language: Language) => new Intl.NumberFormat(language).format(value);
