/** How it stands between her and those who may see a goal, in words. */
import { readersOf, type GivenGoal } from '$parts';
import type { Conversation } from '$platform/channel/contract';
import { isolate, type I18n } from '$platform/i18n';
import type { Stored } from '$platform/vault/contract';
import { isChanged, type Goal } from './model';

/** All who read what is given there. */
export const whoReads = (i18n: I18n, conversation: Conversation): string =>
	i18n.list(readersOf(conversation).map((name) => (name ? isolate(name) : i18n.t('messages:open.someone'))));

/** Whether it was given, when, how far it came, and whether it is still as it is here. */
export function sharedWords(
	i18n: I18n,
	given: GivenGoal | undefined,
	goal: Stored<Goal> | undefined,
): string {
	if (!given) return i18n.t('plan:give.not');
	if (given.askedBack) return i18n.t(`letters:askedBack.${given.askedBack}`);
	const when = i18n.t('plan:give.on', { date: i18n.date(given.at, undefined, 'daytime') });
	const words = [when, i18n.t(`letters:delivery.${given.delivery ?? 'waiting'}`)];
	return [...words, ...(goal && isChanged(goal, given) ? [i18n.t('plan:give.changed')] : [])].join(' · ');
}
