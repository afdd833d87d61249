/** Pictures: made small and bare before they are sent, looked at before they are shown. */
export { takePictures, type Camera } from './camera';
export { bare, type Bare } from './format';
export { drawable } from './show';
export { KEPT, MAX_BYTES, shrink, type PictureError } from './shrink';
