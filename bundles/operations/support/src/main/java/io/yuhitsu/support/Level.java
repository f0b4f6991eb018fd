package io.yuhitsu.support;

/** How bad a finding is. */
enum Level {
    /** The server does not start, or cannot do its work. */
    ERROR,
    /** It works now, but something will go wrong or is weaker than it should be. */
    WARNING,
    /** Good to know. */
    NOTE
}
