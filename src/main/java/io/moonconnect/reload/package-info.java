/**
 * The operator's files that may change at run time: keys and the catalogue. Invalid content fails the startup; after a
 * later change it leaves the previous content in use. Other packages define the content
 * ({@link io.moonconnect.reload.FileFormat}) and open the file ({@link io.moonconnect.reload.WatchedFiles}).
 */
package io.moonconnect.reload;
