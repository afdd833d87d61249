/** What the app looks like from outside. */
export { coverUp, DISGUISES, isCovered, markOf, uncover, wear, wornDisguise } from './disguise';
export type { Cover, Disguise } from './disguise';
export { installOffer } from './install';
