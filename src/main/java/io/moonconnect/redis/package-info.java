/** What all users of the fleet's Redis share: how commands are sent, and when its state is reported as changed. */
package io.moonconnect.redis;
