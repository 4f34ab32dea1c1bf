/** Partner Center's audiences: global and 21Vianet (partner-center-rest-urls, 07/03/2023). */
export const partnerCenterAudiences: readonly string[] = [
  "https://api.partnercenter.microsoft.com",
  "https://partner.partnercenterapi.microsoftonline.cn",
];
