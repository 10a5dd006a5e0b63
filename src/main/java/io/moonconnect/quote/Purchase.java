package io.moonconnect.quote;

import java.util.List;
import java.util.Locale.LanguageRange;

import io.moonconnect.credential.AccessToken;

/** A validated purchase for which quotes are requested, and the languages of its disclosures. */
record Purchase(AccessToken token, ComparisonRequest request, List<LanguageRange> languages) {}
