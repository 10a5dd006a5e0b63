/**
 * The audit trail: who did what for which customer, and which disclosures were served and accepted. Features report
 * requests and results to {@link io.moonconnect.audit.Audit}; each event is a record of the log category
 * {@code io.moonconnect.audit}, with structured fields. Acceptances are also delivered to a sink, if there is one.
 */
package io.moonconnect.audit;
