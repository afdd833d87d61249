/** Groups and services of a directory, as the phone and the desk say them. A side door: no first screen needs it. */
export { default as Filters } from './Filters.svelte';
export { givenOf } from './given';
export { ListSearch } from './list-search.svelte';
export { suggestionsIn, type Suggestion } from './model';
export { suggestionOf, type Listed } from './suggesting';
export { dayIn, freshness, isOld, kilometres, spoken, timeLine, townOf } from './wording';
