/** Groups and services of a directory, as the phone and the desk say them. A side door: no first screen needs it. */
export { givenOf } from './given';
export { suggestionsIn, type Suggestion } from './model';
export { suggestionOf, type Listed } from './suggesting';
export { dayIn, freshness, isOld, kilometres, spoken, timeLine, townOf } from './wording';
