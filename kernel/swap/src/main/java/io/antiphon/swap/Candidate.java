package io.antiphon.swap;

import java.nio.file.Path;

/** A jar that was found fit to be started. @param jar where it is staged */
record Candidate(Path jar, String digest, String name, String version) {}
