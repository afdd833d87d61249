/** Read aloud by a voice that lives on this phone; where there is none, by nobody. */
export { Aloud, type AloudState } from './aloud.svelte';
export { whenLeft } from './leaving';
export { mark, rangeOf } from './mark';
export { browserSpeech } from './speech';
