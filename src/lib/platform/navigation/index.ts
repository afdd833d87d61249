/** Screens as state in memory, and what a room contributes. */
export { Navigation, placesOf, provideNavigation, useNavigation } from './navigation.svelte';
export type { Place, ScreenRef } from './navigation.svelte';
export { provideRooms, SAFETY_GROUPS, useRooms } from './room';
export type { Kept, Loader, Room, SafetyEntry, SafetyGroup, ScreenComponent, ScreenParams } from './room';
