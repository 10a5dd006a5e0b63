package io.moonconnect.quote;

import java.util.List;
import java.util.Locale.LanguageRange;

import io.moonconnect.credential.AccessToken;

/**
 * What quotes are wanted for.
 *
 * @param token of the customer who would pay
 * @param request already checked
 * @param languages of what must be shown
 */
record Purchase(AccessToken token, ComparisonRequest request, List<LanguageRange> languages) {}
