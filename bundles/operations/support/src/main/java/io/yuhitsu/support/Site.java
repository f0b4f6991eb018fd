package io.yuhitsu.support;

import java.nio.file.Path;

/**
 * What is looked at, as the script knows it.
 *
 * @param home the program folder
 * @param version of the program
 * @param script how the script was called, for commands to copy
 * @param state of the server on this data folder
 * @param locked whether somebody holds the lock of the data folder
 * @param socket short enough for the system, null when no server runs
 */
record Site(Path home, Path data, String version, String script, State state, boolean locked, Path socket) {
    enum State {
        STOPPED,
        STARTING,
        RUNNING
    }

    boolean isRunning() {
        return state == State.RUNNING;
    }

    Path etc() {
        return data.resolve("etc");
    }

    Path run() {
        return data.resolve("run");
    }

    /** A folder that a key of the store's settings names. */
    Path storeFolder(String key) {
        String named = Settings.effective(this, "io.yuhitsu.store.cfg", key).orElse(key);
        return data.resolve(named.strip()).normalize();
    }

    /** A command of the script on this data folder. */
    String command(String words) {
        return Findings.quoted(script) + " " + words + " --data " + Findings.quoted(data);
    }
}
