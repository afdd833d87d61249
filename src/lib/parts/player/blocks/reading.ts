/** What is read, answered and written: small, and together on most pages, so one file brings them all. */
export { default as Checklist } from './Checklist.svelte';
export { default as Choose } from './Choose.svelte';
export { default as Helpline } from './Helpline.svelte';
export { default as List } from './List.svelte';
export { default as Note } from './Note.svelte';
export { default as Picture } from './Picture.svelte';
export { default as Quiz } from './Quiz.svelte';
export { default as Ref } from './Ref.svelte';
export { default as Reflection } from './Reflection.svelte';
export { default as Sort } from './Sort.svelte';
export { default as Steps } from './Steps.svelte';
export { default as Text } from './Text.svelte';
