/** Caseload: what a caseworker does at her desk. */
export { default as Caseload } from './Caseload.svelte';
