package io.moonconnect.quote;

import java.util.List;
import java.util.Locale.LanguageRange;

import io.moonconnect.moonpay.AccessToken;

/**
 * The purchase for which quotes are requested.
 *
 * @param token access token of the customer who pays
 * @param request validated
 * @param languages preferred languages of disclosures
 */
record Purchase(AccessToken token, ComparisonRequest request, List<LanguageRange> languages) {}
