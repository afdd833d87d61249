/** From what the vault says to words and a next step. No error reaches a person in any other way. */
import type { I18n } from '$platform/i18n';
import type { GuardError } from '$platform/vault';

/** A calm sentence with what can be done. `now` is epoch milliseconds. */
export function vaultTrouble(error: GuardError, i18n: I18n, now: number): string {
	switch (error.type) {
		case 'WrongSecret':
			return error.waitMs > 0 ? waitFirst(error.waitMs, i18n, now) : i18n.t('entrance:error.WrongSecret');
		case 'WaitFirst':
			return waitFirst(error.waitMs, i18n, now);
		case 'SlotsDamaged':
		case 'StorageFull':
		case 'OpenElsewhere':
		case 'Unavailable':
		case 'SameSecret':
			return i18n.t(`entrance:error.${error.type}`);
		case 'NotOpen':
		case 'AlreadyExists':
		case 'NoSecond':
			return i18n.t('entrance:error.Other');
	}
}

const waitFirst = (waitMs: number, i18n: I18n, now: number) =>
	i18n.t('entrance:error.WaitFirst', {
		time: i18n.date(new Date(now + waitMs).toISOString(), undefined, 'time'),
	});
