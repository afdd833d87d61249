/** How modules travel: as a file, a link, codes on a screen. A side door: only who sends or takes one in fetches it. */
export { bytesIn, readAny, type ArrivalProblem } from './any';
export { FILE_ACCEPT, FILE_TYPE, fileNameOf } from './file';
export { Frames, framesOf, isFrame, type FrameProblem, type Taken } from './frames';
export { LINK_CHARACTERS, linkOf, readLink, type TooLongForLink } from './link';
