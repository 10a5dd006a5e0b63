/**
 * Files of the operator's that may change while the service runs: keys, and the catalogue of texts. They are read at the
 * start, which a bad one ends, and again when they change, where a bad one leaves in use what was there. Other rooms say
 * what a file holds ({@link io.moonconnect.reload.FileFormat}) and open it ({@link io.moonconnect.reload.WatchedFiles}). It
 * uses nothing of ours.
 */
package io.moonconnect.reload;
