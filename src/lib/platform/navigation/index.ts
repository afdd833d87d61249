/** Screens as state in memory, and what a room contributes. */
export { Navigation, placesOf, provideNavigation, useNavigation } from './navigation.svelte';
export type { Place, ScreenRef } from './navigation.svelte';
export { provideRooms, useRooms } from './room';
export type { Loader, Room, ScreenComponent, ScreenParams } from './room';
