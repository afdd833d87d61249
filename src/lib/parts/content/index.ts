/** What comes with the app to do and to read: listed, and played. */
export { default as BuiltIn } from './BuiltIn.svelte';
export { default as Cards } from './Cards.svelte';
export { ofKind, readingById } from './choosing';
export { useContent } from './content.svelte';
export { gentlestFirst, isStrong } from './gentle';
export { default as Unavailable } from './Unavailable.svelte';
