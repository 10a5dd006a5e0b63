/**
 * The form of what comes in, whoever sends it: heads, origins, paths and bodies that can be read in one way only and are
 * bounded. It uses {@code problem} and nothing else of ours.
 */
package io.moonconnect.caller.intake;
