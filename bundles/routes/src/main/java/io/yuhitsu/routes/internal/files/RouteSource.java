package io.yuhitsu.routes.internal.files;

import io.yuhitsu.routes.RouteFile.Origin;

/** The text of one route file. */
record RouteSource(String name, Origin origin, String text) {
    static final String SUFFIX = ".camel.yaml";
}
