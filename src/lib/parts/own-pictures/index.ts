/** Her own pictures, sealed in her vault, by album. */
export { default as OwnPictures } from './OwnPictures.svelte';
export { default as ShownPicture } from './ShownPicture.svelte';
export type { Album, OwnPicture } from './album.svelte';
export { openAlbum, type AlbumName } from './albums';
