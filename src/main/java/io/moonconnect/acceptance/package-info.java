/**
 * Evidence that a customer accepted disclosures: checks the texts, and ties them to customer, quote and transaction in
 * an audit event. Nothing is stored.
 */
package io.moonconnect.acceptance;
