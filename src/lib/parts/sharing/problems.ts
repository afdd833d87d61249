/** Why a module was not taken, in words: what happened, and what can be done next. */
import type { ArrivalProblem } from '$platform/modules/carriers';

/** To whoever was given a module some of these are one thing. */
const SAID_AS: Partial<Record<ArrivalProblem['type'], string>> = {
	NothingHere: 'NotModule',
	BadShape: 'MadeWrong',
	MissingText: 'MadeWrong',
	UnknownText: 'MadeWrong',
	TooLong: 'MadeWrong',
	BadBlock: 'MadeWrong',
	TooManyBlocks: 'MadeWrong',
	OfAnother: 'BadSignature',
};

/** Key of what is said: `.text` what happened, `.next` what can be done. */
export const problemKey = ({ type }: ArrivalProblem): string => `modules:problem.${SAID_AS[type] ?? type}`;
