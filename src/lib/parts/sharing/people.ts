/** Who wrote, translated and read a module, by the names they give themselves: what the player shows beside it. */
import type { PlayerHost } from '../player/types';
import type { SignedModule } from '$protocol/module';

export function peopleOf(signed: SignedModule, language: string): NonNullable<PlayerHost['people']> {
	const translation = signed.translations.find(({ translation: one }) => one.language === language);
	const covering = signed.reviews.filter(
		({ review }) => language === signed.module.language || language in review.translations,
	);
	return {
		author: signed.module.author.name,
		...(translation ? { translator: translation.translation.translator.name } : {}),
		...(covering.length > 0 ? { reviewers: covering.map(({ review }) => review.reviewer.name) } : {}),
	};
}
