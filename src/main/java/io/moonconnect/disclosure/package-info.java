/**
 * The texts that must be shown to customers: the catalogue of them (a file of the operator's, checked at the start and
 * read again when it changes), their lookup by id, version and language, and the most cautious text for whatever is
 * not in it. Other rooms use {@link io.moonconnect.disclosure.Disclosures}. It uses {@code moonpay} (the mode and the
 * records of the wire), {@code reload}, {@code problem}, {@code caller} and {@code audit}.
 */
package io.moonconnect.disclosure;
