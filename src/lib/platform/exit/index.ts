/** Where the quick exit leads, and how the app tells it. Leaving itself is app.html's, and needs none of this. */
export { parseOwnSite, type OwnSiteError } from './own-site';
export { EXIT_SITES, markToSite, sitesFor, siteToMark, type ExitSite } from './sites';
export { leaveNow, tellExit } from './tell';
