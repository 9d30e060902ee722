import {it} from 'vitest';
import { expectRun } from '../../src/expectation/index.js';
import { nearestDouble, parseExactNumber } from '../../src/exact/index.js';
import { coupleFactors } from '../../src/properties/correlation-noise.js';
import { rationals, withNoise } from '../../src/properties/correlation-coefficient.js';
import { withVariant } from '../../src/problems/index.js';
const n=parseExactNumber;
const q=(r:string)=>rationals.fromString(r);
function problem(A:string,B:string, rho:string, s='1', sh='1'){
  const m=(x:string)=>({matrix:[[n(x)]],vector:[n('0')],constant:n('0')});
  const base={name:'x',variant:'aux-mom' as const,seed:1,problem:{dimension:1,target:m(A),auxiliary:{...m(B),vector:[n('1')]},snapshotAtoms:[],localAtoms:[{probability:n('1'),auxiliary:{...m(B),vector:[n('1')]}}]},
   parameters:{stepSize:n('0.1'),momentumWeight:n('0.2'),localStepCount:8,roundCount:40},initialization:{kind:'first-snapshot' as const},startingPoint:[n('2')]};
  return withNoise(base,coupleFactors(rationals,[{probability:q('1'),target:[q(s)],auxiliary:[q(sh)],correlation:q(rho)}]));
}
it('x',()=>{
 for (const [A,B] of [['1','0.5'],['1','0.8']] as const) for (const rho of ['-1','0','1']) {
  const p=problem(A,B,rho);
  const best=new Map<string,[number,string]>();
  const T=20;
  for (const variant of ['sgd','aux-mom','aux-mom-target','naive'] as const)
   for (const eta of ['0.02','0.05','0.1','0.2','0.5'])
    for (const a of variant.startsWith('aux')?['0.1','0.2','0.5','1']:['1'])
     for (const K of variant==='sgd'?[1]:[1,5]) {
       const c=withVariant({...p,parameters:{stepSize:n(eta),momentumWeight:n(a),localStepCount:K,roundCount:T}},variant);
       const g=nearestDouble(expectRun(c,{moments:false}).averageSquaredGradient);
       const b=best.get(variant); if(!b||g<b[0]) best.set(variant,[g,`η${eta} a${a} K${K}`]);
     }
  console.log(A,B,rho,[...best].map(([v,[g,w]])=>`${v} ${g.toFixed(4)} ${w}`).join(' | '));
 }
});
