/** Where a module's law or money holds, in words. */
import { isolate, type I18n } from '$platform/i18n';
import { EVERYWHERE, nameOfCountry } from './language';

/** "For France", "For any country"; nothing where no law is spoken of. */
export function whereItHolds(jurisdiction: string | undefined, i18n: I18n): string[] {
	if (jurisdiction === undefined) return [];
	if (jurisdiction === EVERYWHERE) return [i18n.t('player:everywhere')];
	return [i18n.t('player:country', { country: isolate(nameOfCountry(jurisdiction, i18n.locale)) })];
}
