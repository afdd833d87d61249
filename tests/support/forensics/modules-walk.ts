/**
 * A lesson that somebody wrote comes as a file, is kept with trust in its writer, and is played: everything in it is in words
 * of the walk, and so is what she writes into it.
 */
import { expect } from '@playwright/test';
import { moduleBytes, newSigningIdentity, signModule } from '../../../src/lib/platform/modules';
import type { Page } from '../../../src/lib/protocol/module-blocks';
import { textsFor, unsignedModule } from '../modules';
import type { Survivor } from '../people';
import type { Writer } from './writer';

const PAGES: Page[] = [
	{ id: 'p1', blocks: [{ id: 'b1', type: 'reflection', long: true }] },
	{
		id: 'p2',
		blocks: [
			{
				id: 'b2',
				type: 'budget',
				lines: [
					{ id: 'l1', direction: 'in' },
					{ id: 'l2', direction: 'out' },
				],
			},
		],
	},
	{ id: 'p3', blocks: [{ id: 'b3', type: 'wage' }] },
];
/** Where the label of a field is a word of the module, it is called by its file. */
const REFLECTION = 'lib/parts/player/blocks/Reflection.svelte: texts[`${block.id';
const BUDGET = 'lib/parts/player/blocks/body/Budget.svelte: texts[`${block.id';
const WAGE = '`player-body:wage.${line';
/** Too long for chance, short enough for an amount. */
const AMOUNTS = { [BUDGET]: '739142605.83', [WAGE]: '618530974.27' };

export async function keepModule(her: Survivor, writer: Writer): Promise<void> {
	const { page, language } = her;
	const title = writer.canaryOf('a lesson');
	const texts = textsFor(PAGES, (key) => (key === 'title' ? title : `${title} ${key}`));
	const author = newSigningIdentity(writer.canaryOf('a writer'));
	const signed = signModule(unsignedModule({ language, pages: PAGES, texts }), author);
	const fill = async (key: string, label: string, text: string) => {
		writer.secrets[key] = text;
		await writer.write(her, key, text, label);
	};
	await her.go('lessons');
	await page.getByRole('button', { name: new RegExp(`^${her.t('modules:entry.title')}`) }).click();
	await her.press('modules:receive.title');
	await page
		.locator('input[type=file]')
		.setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from(moduleBytes(signed)) });
	await her.press('modules:arrived.keepAndTrust');
	await her.press('modules:module.open');
	await her.press('player:start');
	await writer.write(her, REFLECTION, `${title} of hers`, texts['b1.text']);
	await her.press('player:next');
	await fill(BUDGET, texts['b2.l1'] ?? '', AMOUNTS[BUDGET]);
	await her.press('player:next');
	await fill(WAGE, her.t('player-body:wage.pay'), AMOUNTS[WAGE]);
	await writer.write(her, 'player-body:wage.note');
	await her.press('player:stop');
	await her.press('modules:back');
	await page.getByRole('button', { name: new RegExp(`^${her.t('modules:people.title')}`) }).click();
	await page.getByRole('button', { name: new RegExp(writer.canaryOf('a writer')) }).click();
	await writer.write(her, 'modules:person.name');
	await her.press('modules:person.rename');
	await expect(page.getByText(her.t('modules:person.renamed'))).toBeVisible();
}
