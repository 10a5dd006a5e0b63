package io.moonconnect.artifact;

/** A Java agent that does nothing. */
public final class IdleAgent {

    private IdleAgent() {}

    public static void premain(String arguments) {}
}
