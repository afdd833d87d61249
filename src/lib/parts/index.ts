/** Pieces of screens that several rooms show, with words. They see what a room sees, but no room. */
export { default as CompareDigits } from './CompareDigits.svelte';
export { default as EnterCode } from './EnterCode.svelte';
export { default as FindHelp } from './FindHelp.svelte';
export { default as GiveSecret } from './GiveSecret.svelte';
export { isMeeting, Joining } from './joining.svelte';
export { default as IdleLock } from './IdleLock.svelte';
export { default as LanguageChoice } from './LanguageChoice.svelte';
export { default as Letters } from './letters/Letters.svelte';
export { default as LetterPicture } from './letters/Picture.svelte';
export { LetterDraft } from './letters/letter-draft.svelte';
export { directionOf, lettersOf, nameOf, readersOf, unreadOf, type Letter } from './letters/model';
export { default as GoalView } from './plan/GoalView.svelte';
export {
	answerGiven,
	answerTo,
	goalsGiven,
	goalsHad,
	isReplaced,
	proposalsIn,
	type GivenGoal,
	type Proposal,
} from './plan/model';
export { sendErrorKey } from './letters/errors';
export { default as Write } from './letters/Write.svelte';
export { default as NotKept } from './NotKept.svelte';
export { NewSecret } from './new-secret/new-secret.svelte';
export { default as NewSecretScreens } from './new-secret/NewSecret.svelte';
export {
	contactSchema,
	fromParams as contactFrom,
	languagesSchema,
	sourceSchema,
	toParams as contactParams,
	yearMonthSchema,
	type Contact,
	type Method,
} from './reaching/contact';
export { hostOf, languageNames, leftToRight } from './reaching/names';
export { default as ReachButton } from './reaching/ReachButton.svelte';
export { default as ReminderReach } from './ReminderReach.svelte';
export { default as TrySecret } from './TrySecret.svelte';
export { vaultErrorKey } from './new-secret/secret';
export { default as WordsAgain } from './words/WordsAgain.svelte';
export { default as WordsShown } from './words/WordsShown.svelte';
export { rangeOf, weekdayName } from './weekdays';
