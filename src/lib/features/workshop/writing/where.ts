/** What a place in a draft is called, in the words of the screen. */
import type { I18n } from '$platform/i18n';
import type { Check } from './checks';
import type { Draft } from './draft';
import { shortNameOf } from './languages';
import { namedSlots } from './slots';

type Words = Pick<I18n, 't' | 'number' | 'locale'>;

/** A page by its number, a block by its kind, words by what they are and their language. */
export function whereOf(draft: Draft, { place, language, piece }: Check, i18n: Words): string {
	const pageName = (at: number) => i18n.t('writing:page.name', { n: i18n.number(at + 1) });
	const at = (id: string) => draft.pages.findIndex((page) => page.id === id);
	if (language === undefined || piece === undefined) {
		const page = draft.pages.findIndex(
			({ id, blocks }) => id === place || blocks.some((one) => one.id === place),
		);
		return page < 0 ? '' : pageName(page);
	}
	const key = place.slice(language.length + 1);
	const inLanguage = (what: string) =>
		i18n.t('writing:check.InLanguage', { what, language: shortNameOf(language, i18n.locale) });
	if (piece === 'head') return inLanguage(i18n.t(`writing:slot.${key}`));
	if (at(piece) >= 0) return inLanguage([pageName(at(piece)), i18n.t('writing:slot.page')].join(' – '));
	const page = draft.pages.findIndex(({ blocks }) => blocks.some(({ id }) => id === piece));
	const block = draft.pages[page]?.blocks.find(({ id }) => id === piece);
	const slot = block && namedSlots(block).find((one) => one.key === key);
	if (!block || !slot) return '';
	return inLanguage(
		[
			pageName(page),
			i18n.t(`writing:block.${block.type}.name`),
			i18n.t(`writing:slot.${slot.name}`, { n: i18n.number(slot.n) }),
		].join(' – '),
	);
}
