/**
 * Delivery of events to an endpoint of the operator: CloudEvents over HTTP, signed, with a time limit and through a
 * forward proxy. Webhooks and audit events have a sink each.
 */
package io.moonconnect.sink;
