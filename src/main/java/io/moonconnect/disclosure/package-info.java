/**
 * Disclosure texts: the catalogue (the operator's file, validated at startup and reloaded when it changes), lookup by
 * id, version and language, and the fallback for unrecognised ones. Other packages use
 * {@link io.moonconnect.disclosure.Disclosures}.
 */
package io.moonconnect.disclosure;
