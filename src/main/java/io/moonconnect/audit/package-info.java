/**
 * What a compliance officer asks for later: who did what for which customer, and which texts were served. Features tell
 * {@link io.moonconnect.audit.Audit} what they were asked for and what they answer; each event is one record of the log
 * category {@code io.moonconnect.audit}, with its fields as fields. It uses {@code caller} and {@code problem}.
 */
package io.moonconnect.audit;
