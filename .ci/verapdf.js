// Checks PDF files against PDF/UA-1 and PDF/A-2a with veraPDF and prints one line per file and standard.
// Runs in Rhino, which ships in the same jar as veraPDF, so that a Java runtime is enough and no compiler is needed:
//   java -cp "$VERAPDF_CP" org.mozilla.javascript.tools.shell.Main .ci/verapdf.js FILE…
// Exit status 0 when every file passes both.
/* global Packages, java, arguments */

Packages.org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise()
var Flavour = Packages.org.verapdf.pdfa.flavours.PDFAFlavour
var foundry = Packages.org.verapdf.pdfa.Foundries.defaultInstance()
var failed = 0
// Inside a function, `arguments` is the function's own.
var arguments_ = arguments

for (var i = 0; i < arguments.length; i++) {
  ;['ua1', '2a'].forEach(function (name) {
    var flavour = Flavour.fromString(name)
    var input = new java.io.FileInputStream(arguments_[i])
    var parser = foundry.createParser(input, flavour)
    var validator = foundry.createValidator(flavour, false)
    var result = validator.validate(parser)
    var rules = {}
    var assertions = result.getTestAssertions().toArray()
    for (var k = 0; k < assertions.length; k++) {
      if (String(assertions[k].getStatus()) === 'FAILED') {
        var rule = assertions[k].getRuleId().getClause() + '-' + assertions[k].getRuleId().getTestNumber()
        if (!rules[rule])
          rules[rule] = assertions[k].getMessage() + ' at ' + assertions[k].getLocation().getContext()
      }
    }
    var names = Object.keys(rules)
    var verdict = result.isCompliant() ? 'PASS' : 'FAIL'
    if (!result.isCompliant()) failed++
    print(
      verdict +
        ' ' +
        name +
        ' ' +
        arguments_[i] +
        ' ' +
        result.getTotalAssertions() +
        ' checks, ' +
        names.length +
        ' failed rules',
    )
    names.forEach(function (rule) {
      print('  ' + rule + ': ' + rules[rule])
    })
    validator.close()
    parser.close()
    input.close()
  })
}
java.lang.System.exit(failed === 0 ? 0 : 1)
