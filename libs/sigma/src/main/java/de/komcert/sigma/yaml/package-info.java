/**
 * YAML as a small tree that remembers its lines, so that whoever reads a rule or a pipeline can say where something is
 * wrong. What is larger than any rule is refused before it costs anything. This is the only package that knows the library
 * that parses YAML. Not exported.
 */
@NullMarked
package de.komcert.sigma.yaml;

import org.jspecify.annotations.NullMarked;
