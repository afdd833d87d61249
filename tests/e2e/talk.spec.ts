/**
 * Two people write to each other: texts both ways, offline and online again, a picture without where it was taken, seen
 * told only once it is turned on, asked back, and left for good. Once in English with an Arabic desk, once the other way
 * round. Nothing of it shows outside the open app.
 */
import type { Browser, Locator, Page } from '@playwright/test';
import { expectNoViolations } from '../support/axe';
import { expect, test, type Watch } from '../support/fixtures';
import { Caseworker, meet, type Survivor } from '../support/people';
import { enter, keptOffline } from '../support/prepared';
import { startServer, type TestServer } from '../support/server';
import { photograph } from '../support/trouble';

test.describe.configure({ mode: 'parallel' });

let server: TestServer;
test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.close());

const SIZES = { phone: { width: 360, height: 740 }, desk: { width: 1280, height: 800 } };
async function open(browser: Browser, watch: Watch, size: keyof typeof SIZES): Promise<Page> {
	const context = await browser.newContext({ viewport: SIZES[size] });
	context.setDefaultTimeout(20_000);
	await watch(context);
	return context.newPage();
}
const PATIENT = { timeout: 60_000 };

/**
 * A photo as a camera writes it: 400x200, to be turned a quarter, with who made it in its EXIF. That not a byte of that
 * is left after it was made small is shown beside the code (platform/pictures); here it must arrive the right way up.
 */
async function photoFile(page: Page) {
	const plain = await page.evaluate(async () => {
		const canvas = new OffscreenCanvas(400, 200);
		const context = canvas.getContext('2d');
		if (context) {
			context.fillStyle = '#2f6b57';
			context.fillRect(0, 0, 400, 200);
			context.fillStyle = '#eadfd2';
			context.fillRect(40, 40, 120, 120);
		}
		const blob = await canvas.convertToBlob({ type: 'image/jpeg' });
		return [...new Uint8Array(await blob.arrayBuffer())];
	});
	const tiff = Buffer.alloc(40);
	tiff.write('II*\0', 0, 'latin1');
	tiff.writeUInt32LE(8, 4);
	tiff.writeUInt16LE(1, 8);
	tiff.writeUInt16LE(0x0112, 10);
	tiff.writeUInt16LE(3, 12);
	tiff.writeUInt32LE(1, 14);
	tiff.writeUInt16LE(6, 18);
	const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
	const head = Buffer.from([0xff, 0xe1, 0, body.length + 2]);
	const buffer = Buffer.concat([Buffer.from(plain.slice(0, 2)), head, body, Buffer.from(plain.slice(2))]);
	return { name: 'IMG_2041.jpg', mimeType: 'image/jpeg', buffer };
}

/**
 * A goal of her plan: given with the step she chose, shown as a plan at the desk; an idea for it comes back, she keeps it in
 * her own words, and says so. It begins and ends in Talk, and at the desk with this person open.
 */
async function planBetween(
	her: Survivor,
	desk: Caseworker,
	photo: (name: string, page: Page) => Promise<void>,
): Promise<void> {
	const herField = her.page.getByRole('textbox').first();
	await her.go('today');
	await her.page.getByRole('button', { name: her.t('plan:title') }).click();
	await her.page.getByRole('button', { name: her.t('plan:domain.school') }).click();
	await herField.fill('To learn to drive');
	await her.press('plan:write.save');
	for (const step of ['Ask at the library', 'Save a little']) {
		await her.press('plan:step.add');
		await herField.fill(step);
		await her.press('plan:write.save');
	}
	await photo('plan-goal', her.page);
	await her.page.getByRole('button', { name: her.t('plan:give.not') }).click();
	await her.page.getByRole('checkbox', { name: 'Ask at the library' }).check();
	await photo('plan-give', her.page);
	await expectNoViolations(her.page);
	await her.page.locator('.footer button').click();
	const plan = desk.page.getByRole('region', { name: desk.t('caseload:plan.title') });
	await expect(plan.getByRole('heading', { name: 'To learn to drive' })).toBeVisible(PATIENT);
	await expect(plan).toContainText('Ask at the library');
	await expect(plan).not.toContainText('Save a little');
	await expect(her.page.locator('.state')).toContainText(her.t('letters:delivery.delivered'), PATIENT);
	await plan.getByRole('button', { name: desk.t('caseload:plan.propose') }).focus();
	await desk.page.keyboard.press('Enter');
	await desk.page.keyboard.press('Tab');
	await desk.page.keyboard.type('Practise the signs');
	await photo('plan-propose', desk.page);
	await expectNoViolations(desk.page);
	await desk.press('caseload:plan.form.send');
	await her.go('today');
	await expect(her.page.getByText(her.t('plan:card.waits'))).toBeVisible(PATIENT);
	await her.go('messages');
	await her.press('plan:letter.look');
	await expect(her.page.getByText('Practise the signs')).toBeVisible();
	await photo('plan-proposal', her.page);
	await her.press('plan:proposal.keep');
	await herField.fill('To know the signs');
	await her.press('plan:write.save');
	await expect(plan).not.toContainText(desk.t('caseload:plan.answer.kept'));
	await her.page
		.getByRole('button', { name: her.t('plan:proposal.tell.kept', { name: '' }).slice(0, 4) })
		.click();
	await expect(plan).toContainText(desk.t('caseload:plan.answer.kept'), PATIENT);
	await expect(plan).not.toContainText('To know the signs');
	await photo('plan-desk', desk.page);
	await her.go('messages');
}

for (const [hers, theirs] of [
	['en', 'ar'],
	['ar', 'en'],
] as const) {
	test(`they write to each other, and she decides what goes on (${hers}, ${theirs})`, async ({
		browser,
		watch,
	}) => {
		test.setTimeout(300_000);
		watch.expecting(/net::ERR_|Failed to load resource|Failed to fetch/);
		const desk = new Caseworker(await open(browser, watch, 'desk'), theirs);
		const her = await enter(await open(browser, watch, 'phone'), server.url, hers);
		const phone = her.page.context();
		await desk.setUp(server.url);
		await desk.join(await server.invite('Mariam'));
		await meet(her, desk, 'Blue door');
		await desk.press('caseload:connected.done');
		const letters = (page: Page) => page.getByRole('listitem');
		const said = (page: Page, text: string): Locator => letters(page).filter({ hasText: text });
		const herField = () => her.page.getByRole('textbox').first();
		const deskField = () => desk.page.getByRole('main').locator('textarea').first();
		const photo = (name: string, page: Page) =>
			photograph(page, `talk-${name}-${page === her.page ? hers : theirs}`);
		const write = async (text: string) => {
			await herField().fill(text);
			await her.press('letters:write.send');
			await expect(herField()).toHaveValue('');
		};

		// She writes by keyboard alone: from the title to the field, the words, and the button.
		await her.go('messages');
		await expect(herField()).toBeVisible();
		await expect(her.page.getByText('Mariam').first()).toBeVisible();
		await her.page.keyboard.press('Tab');
		for (let tabs = 0; tabs < 20; tabs += 1) {
			if (await herField().evaluate((one) => one === document.activeElement)) break;
			await her.page.keyboard.press('Tab');
		}
		await her.page.keyboard.type('I was at the clinic');
		await her.page.keyboard.press('Tab');
		await her.page.keyboard.press('Enter');
		await expect(said(her.page, 'I was at the clinic')).toContainText(
			her.t('letters:delivery.delivered'),
			PATIENT,
		);

		// The desk says who wrote; opening it is reading it, and nothing of that is told.
		const row = desk.page.getByRole('button', { name: 'Blue door' });
		await expect(row).toContainText(desk.t('caseload:brief.unread').split('·')[0]?.trim() ?? '', PATIENT);
		await desk.openPerson('Blue door');
		await expect(said(desk.page, 'I was at the clinic')).toBeVisible();
		await deskField().fill('That is good news');
		await desk.press('letters:write.send');
		await expect(said(her.page, 'That is good news')).toBeVisible(PATIENT);
		const words = said(her.page, 'That is good news').locator('.said');
		await expect(words).toHaveAttribute('lang', theirs);
		await expect(said(her.page, 'I was at the clinic')).toContainText(her.t('letters:delivery.delivered'));
		await photo('both', her.page);
		await photo('both', desk.page);
		await expectNoViolations(her.page);
		await expectNoViolations(desk.page);

		// Something new came while she was elsewhere: Today says so, without a word of it.
		await her.go('today');
		await deskField().fill('Third of June at ten');
		await desk.press('letters:write.send');
		await expect(her.page.getByText(her.t('messages:card.new'))).toBeVisible(PATIENT);
		await expect(her.page.getByText('Third of June')).toHaveCount(0);
		await photo('today', her.page);

		// Offline is normal: it waits in words, survives a reload, and goes by itself, once.
		await her.go('messages');
		await expect(said(her.page, 'Third of June')).toBeVisible();
		await keptOffline(her.page);
		await phone.setOffline(true);
		await herField().fill('half a sen');
		await expect(herField()).toHaveValue('half a sen');
		await her.page.reload();
		await her.unlock();
		await her.go('messages');
		await expect(herField()).toHaveValue('half a sen', PATIENT);
		await write('half a sentence, now whole');
		await her.press('letters:phrases.open');
		await her.press('letters:phrases.safe');
		await expect(said(her.page, her.t('letters:phrases.safe'))).toContainText(
			her.t('letters:delivery.waiting'),
		);
		await expect(her.page.getByText(her.t('messages:offline.title'))).toBeVisible(PATIENT);
		await photo('offline', her.page);
		await phone.setOffline(false);
		await expect(said(desk.page, 'now whole')).toHaveCount(1, PATIENT);
		await expect(said(desk.page, her.t('letters:phrases.safe'))).toHaveCount(1, PATIENT);

		// A picture: chosen, made small, looked at with its size, and only then sent; it arrives the right way up.
		await her.press('letters:write.picture');
		await photo('picture', her.page);
		await expectNoViolations(her.page);
		await her.page
			.locator('input[type=file]')
			.setInputFiles({ name: 'note.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture') });
		await expect(her.page.getByText(her.t('letters:failed.NotAPicture'))).toBeVisible(PATIENT);
		await her.page.locator('input[type=file]').setInputFiles(await photoFile(her.page));
		await expect(her.page.getByText(/\d KB|كيلوبايت/)).toBeVisible(PATIENT);
		await her.page.getByRole('textbox').first().fill('The door of the house');
		await photo('picture-ready', her.page);
		await her.press('letters:picture.send');
		const arrived = desk.page.getByRole('img', { name: 'The door of the house' });
		await expect(arrived).toBeVisible(PATIENT);
		expect(await arrived.evaluate((one: HTMLImageElement) => [one.naturalWidth, one.naturalHeight])).toEqual([
			200, 400,
		]);
		await expect(desk.page.getByText('IMG_2041')).toHaveCount(0);
		await arrived.click();
		await photo('picture-large', desk.page);
		await expectNoViolations(desk.page);
		await desk.press('letters:picture.close');

		if (hers === 'ar') await planBetween(her, desk, photo);

		// Seen is told once she turns it on, and not before.
		await deskField().fill('Before seen');
		await desk.press('letters:write.send');
		await expect(said(her.page, 'Before seen')).toBeVisible(PATIENT);
		await expect(said(desk.page, 'Before seen')).toContainText(desk.t('letters:delivery.delivered'), PATIENT);
		await her.press('messages:about.title');
		const seen = her.page.getByRole('checkbox');
		await expect(seen).not.toBeChecked();
		await seen.check();
		await photo('about', her.page);
		await expectNoViolations(her.page);
		await her.press('messages:back');
		await deskField().fill('After seen');
		await desk.press('letters:write.send');
		await expect(said(desk.page, 'After seen')).toContainText(desk.t('letters:delivery.seen'), PATIENT);
		await expect(said(desk.page, 'Before seen')).toContainText(desk.t('letters:delivery.delivered'));

		// A short piece of hers, looked at first; then she asks for two things back, and they go from the desk.
		await her.press('messages:share.title');
		await her.page.getByRole('textbox').nth(0).fill('My health');
		await her.page.getByRole('textbox').nth(1).fill('I sleep badly');
		await photo('share', her.page);
		await expectNoViolations(her.page);
		await her.press('messages:share.look');
		await expect(her.page.getByText('I sleep badly')).toBeVisible();
		await photo('share-look', her.page);
		await her.page.locator('.footer button').first().click();
		await expect(said(desk.page, 'I sleep badly')).toBeVisible(PATIENT);
		await photo('has', her.page);
		await expectNoViolations(her.page);
		for (const text of ['I sleep badly', 'I was at the clinic'])
			await said(her.page, text).getByRole('checkbox').check();
		await her.page.locator('.footer button').first().click();
		await photo('ask-back', her.page);
		await her.press('messages:has.yes');
		await expect(said(her.page, 'I sleep badly')).toContainText(her.t('letters:askedBack.gone'), PATIENT);
		await expect(said(desk.page, 'I sleep badly')).toHaveCount(0);
		await expect(said(desk.page, 'I was at the clinic')).toHaveCount(0);
		await photo('asked-back', desk.page);
		await photo('asked-back', her.page);

		// A second tab finds it in use, and shows nothing of it.
		const second = await phone.newPage();
		await second.goto(server.url);
		await expect(second.getByText(her.t('welcome:closed.elsewhere')).first()).toBeVisible(PATIENT);
		await expect(second.getByText('Mariam')).toHaveCount(0);
		await second.close();

		// She leaves and says nothing; what the desk sends after that does not arrive.
		await her.press('messages:back');
		await her.press('messages:about.title');
		await her.page.locator('input[type=radio][value=quiet]').check();
		await her.press('messages:leave.button');
		await expect(her.page.getByRole('dialog')).toContainText(her.t('messages:leave.noUndo'));
		await photo('leave', her.page);
		await expectNoViolations(her.page);
		await her.press('messages:leave.yes');
		await expect(
			her.page.getByText(her.t('messages:ended.left-me.title', { name: '' }).trim().slice(0, 12)).first(),
		).toBeVisible();
		await photo('left', her.page);
		await deskField().fill('Are you there?');
		await desk.press('letters:write.send');
		await expect(said(desk.page, 'Are you there?')).toBeVisible();
		await her.press('messages:past.delete');
		await her.page
			.getByRole('dialog')
			.getByRole('button', { name: her.t('messages:past.delete') })
			.click();
		await her.go('messages');
		await expect(her.heading('messages:not.title')).toBeVisible();
		await expect(her.page.getByText('Mariam')).toHaveCount(0);
		await expect(her.page.getByText('Are you there?')).toHaveCount(0);
		await expect(said(desk.page, 'Are you there?')).not.toContainText(desk.t('letters:delivery.delivered'));
	});
}
